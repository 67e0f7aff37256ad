import {parsePayload} from '../parse-payload.js';
import type {AwaitedRuntime} from './await-host.js';

/** What is known of an init that failed. */
export interface InitFailure {
  /** Why, in the words of every command. */
  readonly cause: string;
  /** Whether it is the code itself, which is the same at every other try. */
  readonly isOfCode: boolean;
}

/** Types of the errors by which AWS's runtimes say that there is no such code to run. */
const OF_CODE: readonly string[] = [
  'Runtime.HandlerNotFound',
  'Runtime.ImportModuleError',
  'Runtime.MalformedHandlerName',
  'Runtime.UserCodeSyntaxError',
];

/** Why an init failed; null where it has not, or goes on. */
export function initFailureOf(
  {host, end}: AwaitedRuntime,
  hungMs: number | null,
): InitFailure | null {
  if (host.step === 'failed') return postedFailure(host.posted?.body);
  if (host.initEndedAt !== null) return null;
  if (end.isOver) return {cause: 'the runtime ended', isOfCode: false};
  if (hungMs === null) return null;
  return {cause: `it was not over after ${hungMs / 1000} s`, isOfCode: false};
}

/** `Type: message`, as the runtime posted it. */
function postedFailure(body: Uint8Array = new Uint8Array()): InitFailure {
  const posted = parsePayload(body);
  const {errorType, errorMessage} = (posted ?? {}) as {errorType?: unknown; errorMessage?: unknown};
  const words = [errorType, errorMessage].filter((text) => typeof text === 'string');
  return {
    cause: words.length === 0 ? 'the runtime reported an error' : words.join(': '),
    isOfCode: OF_CODE.some((type) => type === errorType),
  };
}
