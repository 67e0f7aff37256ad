import {isEventBridge} from '../carriers.js';
import {isDestination} from '../formats/destination.js';
import {isStreamFailure} from '../formats/stream-failure.js';
import {objectOf} from '../raw-record.js';

/** A part of a record that paths start at too. */
export interface EventPlace {
  readonly location: readonly string[];
  readonly value: unknown;
}

const NO_BYTES = Buffer.alloc(0);

/** Where the event lies in a record, and the answer that was recorded of it. */
export function eventPlaces(value: unknown): readonly EventPlace[] {
  const members = objectOf(value);
  if (members === null) return [];
  const document = {bytes: NO_BYTES, value};
  const keys = [
    ...(isDestination(document) ? ['requestPayload', 'responsePayload'] : []),
    ...(isStreamFailure(document) ? ['payload'] : []),
    ...(isEventBridge(members) ? ['detail'] : []),
    ...('event' in members ? ['event'] : []),
    ...(objectOf(members['message']) === null ? [] : ['message']),
  ].filter((key) => key in members);
  return [
    ...keys.map((key) => ({location: [key], value: members[key]})),
    ...keys.flatMap((key) =>
      eventPlaces(members[key]).map((place) => ({...place, location: [key, ...place.location]})),
    ),
    ...examples(members),
  ];
}

function examples(members: Readonly<Record<string, unknown>>): readonly EventPlace[] {
  const all = objectOf(objectOf(members['components'])?.['examples']);
  return Object.entries(all ?? {}).map(([name, example]) => ({
    location: ['components', 'examples', name, 'value'],
    value: objectOf(example)?.['value'],
  }));
}
