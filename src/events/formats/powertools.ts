import {memberText} from '../carriers.js';
import {plainEvent, skip, type Outcome} from '../outcome.js';
import {objectOf, stringOf, type JsonText} from '../raw-record.js';

const LOGGED = 'Lambda invocation event';

/** Whether a record is a line of Powertools that holds an event. */
export const isPowertools = (line: JsonText): boolean => eventIn(line, false) !== null;

/** The event in a line of a log, or that it has none. */
export function openPowertools(line: JsonText): Outcome {
  const event = eventIn(line, true);
  if (event === null) return skip('no-event', 'a line of a log without an event');
  return plainEvent(stringOf(objectOf(line.value)?.['function_request_id']), event);
}

/** TypeScript writes `event` beside its message, Python writes it as the message. */
function eventIn(line: JsonText, isLog: boolean): JsonText | null {
  const members = objectOf(line.value);
  if (members === null) return null;
  const {message} = members;
  const isNamed = message === LOGGED || (isLog && message === undefined);
  if ('event' in members && isNamed) return memberText(line, 'event');
  const isMessage = typeof message === 'object' && message !== null;
  return isMessage && 'function_request_id' in members ? memberText(line, 'message') : null;
}
