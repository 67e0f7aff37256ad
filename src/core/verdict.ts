import {timeoutText} from './report-lines.js';
import type {Evidence} from './evidence.js';
import type {FunctionErrorBody} from './function-error-body.js';
import {splitHttpResponse, type HttpResponse} from './http-response.js';
import type {Outcome} from './invocation.js';

const TIMEOUT_TEXT = /^Task timed out after \d+\.00 seconds$/;

/** What the evidence means. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The function's answer, or null where it gave none (a timeout, a crash). */
  readonly body: Uint8Array | null;
  /** True when nothing told a result from an error and the shape of the answer had to. */
  readonly assumed: boolean;
  /** Present where the answer is an HTTP response, by the runtime's own word. */
  readonly http?: HttpResponse;
}

/**
 * Judges one event from what happened at the Runtime API and to the container, never from the keys
 * of the answer: a function that returns `{"errorType": ...}` is `ok`. Null when the evidence says
 * nothing about the function: the container went away by itself.
 */
export function judge(evidence: Evidence): Verdict | null {
  const {rie, guardFired} = evidence;
  if (rie.timedOut || guardFired) return failed('timed-out', timeoutError(evidence));
  if (evidence.outOfMemory && wasKilled(evidence)) {
    return failed('out-of-memory', exitError(evidence));
  }
  if (rie.tooLarge) return failed('too-large', tooLargeError(evidence), bodyOf(evidence));
  if (rie.extensionFault !== null && evidence.answer?.httpStatus !== 200) {
    return extensionEnded(evidence, rie.extensionFault);
  }
  // The emulator had heard of an error, and went away before it passed on which.
  if (evidence.answer === null && (rie.posted === 'error' || rie.initErrorPosted)) return null;
  if (rie.posted === 'error') {
    return failed('function-error', errorIn(evidence) ?? unknownError(evidence), bodyOf(evidence));
  }
  if (rie.initErrorPosted || (rie.initFailed && rie.posted === null)) {
    return failed('init-error', initError(evidence), bodyOf(evidence));
  }
  if (rie.exit !== null && evidence.answer?.httpStatus !== 200) return crashed(evidence);
  return answered(evidence);
}

function answered(evidence: Evidence): Verdict | null {
  const {answer, rie} = evidence;
  if (answer === null) return null;
  if (rie.posted === 'response') {
    if (answer.httpStatus !== 200) return crashed(evidence);
    const {body, isHead = false} = answer;
    const http = rie.isHttp ? splitHttpResponse(body) : null;
    return {
      outcome: {status: 'ok'},
      body: isHead ? null : body,
      assumed: false,
      ...(http !== null && {http: isHead ? {...http, body: NOTHING} : http}),
    };
  }
  if (answer.httpStatus !== 200) return crashed(evidence);
  // Without the emulator's log, its own text is all there is.
  if (TIMEOUT_TEXT.test(new TextDecoder().decode(answer.body.subarray(0, 80)))) {
    return {...failed('timed-out', timeoutError(evidence)), assumed: true};
  }
  const error = errorIn(evidence);
  return error === null
    ? {outcome: {status: 'ok'}, body: answer.body, assumed: true}
    : {outcome: {status: 'function-error', error}, body: answer.body, assumed: true};
}

const NOTHING = new Uint8Array();

/** What is said of an answer that only claims to be an HTTP response. */
export const NO_PRELUDE =
  'its answer was sent as an HTTP response, but does not begin with a prelude in JSON and eight zero bytes';

/** Whether an answer was sent as an HTTP response and is none. */
export const isTornHttp = ({isHttp}: Evidence['rie'], {outcome, http}: Verdict): boolean =>
  isHttp && outcome.status === 'ok' && http === undefined;

/** Lambda's answer where a runtime ended, or answered too much, and gave none of its own. */
export function crashBody(outcome: Outcome): Uint8Array | null {
  const {status} = outcome;
  if (status !== 'crashed' && status !== 'out-of-memory' && status !== 'too-large') return null;
  const {type: errorType, message: errorMessage} = outcome.error;
  return Buffer.from(JSON.stringify({errorType, errorMessage}));
}

/** The process was killed from outside itself, or the connection broke with it. */
const wasKilled = ({rie, answer}: Evidence): boolean =>
  answer === null ||
  (rie.exit === null
    ? answer.httpStatus !== 200
    : rie.exit.signal === 'killed' || rie.exit.exitCode === 137);

const failed = (
  status: 'function-error' | 'init-error' | 'too-large' | 'timed-out' | 'out-of-memory',
  error: FunctionErrorBody,
  body: Uint8Array | null = null,
): Verdict => ({outcome: {status, error}, body, assumed: false});

function crashed(evidence: Evidence): Verdict {
  const {exitCode, signal} = evidence.rie.exit ?? {exitCode: null, signal: null};
  return {
    outcome: {status: 'crashed', error: exitError(evidence), exitCode, signal},
    body: bodyOf(evidence),
    assumed: false,
  };
}

/** Lambda ends everything with an extension; in the init the emulator's answer is empty. */
function extensionEnded(evidence: Evidence, type: string): Verdict {
  const {rie, requestId} = evidence;
  const failure = rie.extensions.find((one) => one.failure !== null)?.failure ?? 'unknown reason';
  const told = errorIn(evidence);
  const error = told ?? lambdaError(type, `RequestId: ${requestId} Error: ${failure}`);
  // A response that the function had posted is in the answer, and counts for nothing any more.
  const body = told === null ? null : bodyOf(evidence);
  if (rie.initFailed) return failed('init-error', error, body);
  const [, code, signal] = /^(?:exit status (\d+)|signal: (\w+))/.exec(failure) ?? [];
  return {
    outcome: {
      status: 'crashed',
      error,
      exitCode: code === undefined ? null : Number(code),
      signal: signal ?? null,
    },
    body,
    assumed: false,
  };
}

const bodyOf = ({answer}: Evidence): Uint8Array | null =>
  answer === null || answer.body.length === 0 ? null : answer.body;

const lambdaError = (type: string, message: string): FunctionErrorBody => ({
  type,
  message,
  stackTrace: [],
});

const timeoutError = ({requestId, ...limit}: Evidence): FunctionErrorBody =>
  lambdaError('Sandbox.Timedout', `RequestId: ${requestId} Error: ${timeoutText(limit)}`);

const tooLargeError = (evidence: Evidence): FunctionErrorBody =>
  lambdaError(
    'Function.ResponseSizeTooLarge',
    errorIn(evidence)?.message ??
      'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  );

const unknownError = ({requestId, errorType}: Evidence): FunctionErrorBody =>
  lambdaError(
    errorType ?? 'Runtime.Unknown',
    `RequestId: ${requestId} Error: the runtime reported an error without text`,
  );

/** Lambda's words for a runtime that ended: `exit status 7`, `signal: killed`, or no reason for status 0. */
function exitError({requestId, rie}: Evidence): FunctionErrorBody {
  const {exitCode, signal} = rie.exit ?? {exitCode: null, signal: null};
  const reason =
    signal === null
      ? exitCode === null || exitCode === 0
        ? null
        : `exit status ${exitCode}`
      : `signal: ${signal}`;
  return lambdaError(
    'Runtime.ExitError',
    reason === null
      ? `RequestId: ${requestId} Error: Runtime exited without providing a reason`
      : `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
  );
}

/** A runtime that exits during init posts nothing, and the emulator's answer is empty. */
const initError = (evidence: Evidence): FunctionErrorBody =>
  errorIn(evidence) ?? entryError(evidence) ?? exitError(evidence);

/** Lambda's words for an entry point that is absent, no program, or one for another processor. */
const entryError = ({requestId, rie}: Evidence): FunctionErrorBody | null =>
  rie.startError === null
    ? null
    : lambdaError('Runtime.InvalidEntrypoint', `RequestId: ${requestId} Error: ${rie.startError}`);

/** The error an answer holds, in any runtime's spelling; null when it holds none. */
function errorIn({answer}: Evidence): FunctionErrorBody | null {
  const value = parse(answer?.body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = value as Record<string, unknown>;
  const type = fields['errorType'];
  const message = fields['errorMessage'];
  if (typeof type !== 'string' && typeof message !== 'string') return null;
  const trace = fields['stackTrace'] ?? fields['trace'];
  return {
    type: typeof type === 'string' ? type : 'Error',
    message: typeof message === 'string' ? message : '',
    stackTrace: Array.isArray(trace) ? trace.map(String) : [],
    ...('cause' in fields && {cause: fields['cause']}),
  };
}

function parse(body: Uint8Array | undefined): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
