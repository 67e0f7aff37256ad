import type {InvocationResult} from '../core/invocation.js';
import type {Paint} from './paint.js';

/** The line on stderr that tells a failure of the function, or nothing. */
export function failureLine({status, error}: InvocationResult, paint: Paint): string | undefined {
  if (error === null) return undefined;
  return `${paint.red(`Function error [${status}]:`)} ${error.type}: ${error.message}`;
}

/** The answer as stdout gets it: byte for byte, and a newline only for a person's eyes. */
export function answerOf(
  {body}: Pick<InvocationResult, 'body'>,
  isTerminal: boolean,
): readonly Uint8Array[] {
  if (body === null || body.length === 0) return [];
  return isTerminal && body.at(-1) !== NEWLINE[0] ? [body, NEWLINE] : [body];
}

const NEWLINE = Uint8Array.of(10);

/** Where the time went, for -v. */
export function timingLine({timings}: InvocationResult): string {
  const parts = Object.entries(timings)
    .filter((entry): entry is [string, number] => entry[1] !== null)
    .map(([name, ms]) => `${name.replace(/Ms$/, '')} ${Math.round(ms)} ms`);
  return `timings: ${parts.join(', ')}`;
}
