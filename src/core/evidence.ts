import {addExtensionEvent, type Extension, type ExtensionEvent} from './extensions.js';
import type {RieEvent} from './rie-log.js';

/** What the emulator's log said about one event. */
export interface RieFacts {
  /** The request id that the function saw. */
  readonly requestId: string | null;
  /** What the runtime posted for this event; the last word counts. */
  readonly posted: 'response' | 'error' | null;
  /** Whether the runtime said of its response that it is an HTTP response. */
  readonly isHttp: boolean;
  readonly initErrorPosted: boolean;
  readonly initFailed: boolean;
  /** Why the entry point could not be run at all. */
  readonly startError: string | null;
  readonly initMs: number | null;
  readonly runMs: number | null;
  readonly tooLarge: boolean;
  readonly timedOut: boolean;
  readonly exit: {readonly exitCode: number | null; readonly signal: string | null} | null;
  readonly terminated: boolean;
  /** The external extensions that were heard of. */
  readonly extensions: readonly Extension[];
  /** Lambda's type of the failure of an extension that ended everything: `Extension.Crash`. */
  readonly extensionFault: string | null;
}

/** The facts before anything was said. */
export const NO_FACTS: RieFacts = {
  requestId: null,
  posted: null,
  isHttp: false,
  initErrorPosted: false,
  initFailed: false,
  startError: null,
  initMs: null,
  runMs: null,
  tooLarge: false,
  timedOut: false,
  exit: null,
  terminated: false,
  extensions: [],
  extensionFault: null,
};

/** Adds one line's news. Only posts for the request id in flight count. */
export function addRieEvent(facts: RieFacts, event: RieEvent): RieFacts {
  switch (event.kind) {
    case 'started':
      return {...facts, requestId: event.requestId};
    case 'posted':
      return facts.requestId !== null && event.requestId !== facts.requestId
        ? facts
        : {
            ...facts,
            posted: event.what,
            isHttp: event.isHttp ?? false,
            requestId: event.requestId,
          };
    case 'init-error-posted':
      return {...facts, initErrorPosted: true};
    case 'init-failed':
      return {
        ...withExtension(facts, event.launch),
        initFailed: true,
        startError: event.startError ?? facts.startError,
      };
    case 'init-report':
      // After a failed init a second, empty one is reported: the first is the real one.
      return {...facts, initMs: facts.initMs ?? event.durationMs};
    case 'done':
      return {...facts, runMs: event.durationMs};
    case 'too-large':
      return {...facts, tooLarge: true};
    case 'timed-out':
      return {...facts, timedOut: true};
    case 'exited':
      return {...facts, exit: facts.exit ?? {exitCode: event.exitCode, signal: event.signal}};
    case 'terminated':
      return {...facts, terminated: true};
    case 'fatal':
      return {...facts, extensionFault: facts.extensionFault ?? event.type};
    case 'extension-registered':
    case 'extension-asked':
    case 'extension-failed':
      return withExtension(facts, event);
    case 'extension-silent':
      // Of an extension that registered before this event, no more than this would be known.
      return facts.initMs === null ? facts : withExtension(facts, event);
    case 'overrun':
      return facts;
  }
}

const withExtension = (facts: RieFacts, event: ExtensionEvent | null): RieFacts =>
  event === null ? facts : {...facts, extensions: addExtensionEvent(facts.extensions, event)};

/** The emulator's answer to the posted event. */
export interface Answer {
  readonly httpStatus: number;
  readonly body: Uint8Array;
  /** Whether that is only how it begins: the rest was streamed, and not kept. */
  readonly isHead?: boolean;
}

/** Everything observed about one event: three witnesses, judged by core/verdict. */
export interface Evidence {
  readonly requestId: string;
  readonly timeoutMs: number;
  /** Whether that was the limit of an init with time of its own. */
  readonly isInit?: boolean;
  readonly memoryLimitMb: number;
  /** Null when the connection ended without an answer. */
  readonly answer: Answer | null;
  readonly rie: RieFacts;
  /** True when lambdock's own guard ended the wait. */
  readonly guardFired: boolean;
  /** True when the kernel killed a process of the container for memory during this event. */
  readonly outOfMemory: boolean;
  /** The type of the error where its body names none. */
  readonly errorType?: string | null;
}
