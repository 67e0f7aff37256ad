import {parsePayload} from '../parse-payload.js';
import type {AwaitedRuntime} from './await-host.js';

/** Why an init failed, in the words of every command; null where it has not, or goes on. */
export function initFailureOf({host, end}: AwaitedRuntime, hungMs: number | null): string | null {
  if (host.step === 'failed') return failureText(host.posted?.body);
  if (host.initEndedAt !== null) return null;
  if (end.isOver) return 'the runtime ended';
  return hungMs === null ? null : `it was not over after ${hungMs / 1000} s`;
}

/** `Type: message`, as the runtime posted it. */
function failureText(body: Uint8Array = new Uint8Array()): string {
  const posted = parsePayload(body);
  const {errorType, errorMessage} = (posted ?? {}) as {errorType?: unknown; errorMessage?: unknown};
  const words = [errorType, errorMessage].filter((text) => typeof text === 'string');
  return words.length === 0 ? 'the runtime reported an error' : words.join(': ');
}
