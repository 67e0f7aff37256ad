import type {InvocationResult} from '../core/invocation.js';
import {answerOf} from './run-event.js';

/** Why an event is at its end. */
export type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

/** An event that has come to its end. */
export interface EndedEvent {
  readonly requestId: string;
  /** With the qualifier. */
  readonly functionArn: string;
  readonly condition: Condition;
  readonly runs: number;
  readonly event: Uint8Array;
  /** Of the last run; null where there was none, or it was none of the function's doing. */
  readonly result: InvocationResult | null;
}

/** The record that Lambda sends to a destination, as one line; both payloads are byte for byte what they were. */
export function destinationRecord(ended: EndedEvent, now: Date): string {
  const {requestId, functionArn, condition, runs, event, result} = ended;
  const head = JSON.stringify({
    version: '1.0',
    timestamp: now.toISOString(),
    requestContext: {requestId, functionArn, condition, approximateInvokeCount: runs},
  });
  const context = {
    statusCode: 200,
    executedVersion: '$LATEST',
    ...(result?.status !== 'ok' && {functionError: 'Unhandled'}),
  };
  const answered =
    result === null
      ? ''
      : `,"responseContext":${JSON.stringify(context)},"responsePayload":${oneLine(answerOf(result))}`;
  return `${head.slice(0, -1)},"requestPayload":${oneLine(event)}${answered}}`;
}

/** JSON has line ends between its words alone: in a string they are escaped. What is not JSON becomes a string. */
function oneLine(payload: Uint8Array | string): string {
  const text = typeof payload === 'string' ? payload : new TextDecoder().decode(payload);
  try {
    JSON.parse(text);
    return text.replaceAll(/[\r\n]/g, ' ');
  } catch {
    return JSON.stringify(text);
  }
}
