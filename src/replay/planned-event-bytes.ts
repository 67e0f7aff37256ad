import type {PlannedEvent} from './plan-events.js';

/** An event and whatever goes with it, as bytes: one line of JSON, the event, the recorded answer. */
export function plannedToBytes(planned: PlannedEvent): Uint8Array {
  const {event, recorded, ...about} = planned.event;
  const head = {
    ...planned,
    event: about,
    bytes: event.length,
    hasRecorded: recorded !== null,
  };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    event,
    recorded ?? new Uint8Array(),
  ]);
}

/** The same again. */
export function plannedFromBytes(from: Uint8Array): PlannedEvent {
  const end = from.indexOf(10);
  const {bytes, hasRecorded, ...head} = JSON.parse(
    Buffer.from(from.subarray(0, end)).toString(),
  ) as {bytes: number; hasRecorded: boolean; event: object};
  const body = from.subarray(end + 1);
  const event = {
    ...head.event,
    event: body.subarray(0, bytes),
    recorded: hasRecorded ? body.subarray(bytes) : null,
  };
  return {...head, event} as PlannedEvent;
}
