import {parseExtensionMessage, type ExtensionEvent} from './extensions.js';
import {HTTP_RESPONSE_TYPE} from './http-response.js';

/** What one line of the emulator's own log tells. */
export type RieEvent =
  | ExtensionEvent
  | {readonly kind: 'fatal'; readonly type: string}
  | {
      readonly kind: 'posted';
      readonly what: 'response' | 'error';
      readonly requestId: string;
      /** Present where the runtime said that the answer is an HTTP response. */
      readonly isHttp?: true;
    }
  | {readonly kind: 'init-error-posted'}
  | {readonly kind: 'init-report'; readonly durationMs: number}
  | {
      readonly kind: 'init-failed';
      readonly launch: ExtensionEvent | null;
      /** Why the entry point could not be run at all. */
      readonly startError?: string;
    }
  | {readonly kind: 'started'; readonly requestId: string}
  | {readonly kind: 'done'; readonly durationMs: number}
  | {readonly kind: 'too-large'}
  | {readonly kind: 'exited'; readonly exitCode: number | null; readonly signal: string | null}
  | {readonly kind: 'timed-out'}
  | {readonly kind: 'terminated'}
  | {readonly kind: 'overrun'};

/**
 * `<prefix> [LEVEL] (rapid) message`. The prefix has no bracket, so the pattern is anchored before
 * anything a function can put into a line: the text of its own error is echoed further on.
 */
const LINE = /^[^[\]]*\[([A-Z]+)\] (?:\(rapid\) )?(.*)$/s;
const POSTED =
  /^API request - POST \/2018-06-01\/runtime\/(?:(init)\/error|invocation\/([^/\s]+)\/(response|error)), Headers/;
/** The emulator sorts headers by name: none before this one has anything of the function's. */
const CONTENT_TYPE = /Headers:map\[(?:[\w-]+:\[[^\]]*\] )*?Content-Type:\[([^\]]*)\]/;

/**
 * Reads one line of the container's stderr, where only the emulator writes. Null for lines that tell
 * nothing lambdock needs. Seen with the emulator of aws-sam-cli 1.170 and described for v1.30.
 */
export function parseRieLine(line: string): RieEvent | null {
  const found = LINE.exec(line);
  if (found === null) {
    return line.includes('AlreadyReserved') ? {kind: 'overrun'} : null;
  }
  const [, level, message = ''] = found;
  if (level === 'DEBUG') return parsePosted(message);
  return parseMessage(message);
}

function parsePosted(message: string): RieEvent | null {
  if (message.startsWith('Sending Error Response: Function.ResponseSizeTooLarge')) {
    return {kind: 'too-large'};
  }
  const found = POSTED.exec(message);
  if (found === null) return parseExtensionMessage(message);
  const [, init, requestId = '', what] = found;
  if (init !== undefined) return {kind: 'init-error-posted'};
  if (what === 'error') return {kind: 'posted', what, requestId};
  const isHttp = CONTENT_TYPE.exec(message)?.[1] === HTTP_RESPONSE_TYPE;
  return {kind: 'posted', what: 'response', requestId, ...(isHttp && {isHttp})};
}

const MESSAGES: readonly (readonly [RegExp, (groups: RegExpExecArray) => RieEvent])[] = [
  [/^INVOKE START\(requestId: ([^)\s]+)\)/, ([, id = '']) => ({kind: 'started', requestId: id})],
  [
    /^INVOKE RTDONE\(.*duration: ([\d.]+)ms\)/,
    ([, ms]) => ({kind: 'done', durationMs: Number(ms)}),
  ],
  [
    /^INIT REPORT\(durationMs: ([\d.]+)\)/,
    ([, ms]) => ({kind: 'init-report', durationMs: Number(ms)}),
  ],
  [/^Init failed/, ({input}) => initFailed(input)],
  [
    /^First fatal error stored in appctx: (Extension\.\w+)/,
    ([, type = '']) => ({kind: 'fatal', type}),
  ],
  [/^Sending Error Response: Function\.ResponseSizeTooLarge/, () => ({kind: 'too-large'})],
  [/^Reset initiated: Timeout/, () => ({kind: 'timed-out'})],
  [/^Waiting for runtime domain processes termination/, () => ({kind: 'terminated'})],
  [
    /^Process runtime-\d+ exited: exit status (\d+)/,
    ([, code]) => ({kind: 'exited', exitCode: Number(code), signal: null}),
  ],
  [
    /^Process runtime-\d+ exited: signal: (.+?)(?: \(core dumped\))?\s*$/,
    ([, name = '']) => ({kind: 'exited', exitCode: null, signal: name}),
  ],
  [/^ReserveFailed: AlreadyReserved/, () => ({kind: 'overrun'})],
];

function initFailed(message: string): RieEvent {
  const launch = parseExtensionMessage(message);
  const found = / error=((?:fork\/exec|exec:) .+?)(?: InvokeID=.*)?$/.exec(message);
  return launch === null && found?.[1] !== undefined
    ? {kind: 'init-failed', launch, startError: found[1]}
    : {kind: 'init-failed', launch};
}

function parseMessage(message: string): RieEvent | null {
  for (const [pattern, make] of MESSAGES) {
    const found = pattern.exec(message);
    if (found !== null) return make(found);
  }
  return parseExtensionMessage(message);
}
