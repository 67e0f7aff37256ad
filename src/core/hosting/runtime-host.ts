import {HTTP_RESPONSE_TYPE} from '../http-response.js';
import {PAYLOAD_LIMIT} from '../rie.js';
import {
  errorBody,
  errorInTrailers,
  isStreaming,
  runtimeCall,
  type RuntimeCall,
} from '../runtime-api.js';
import type {RuntimeRequest} from './runtime-request.js';
import {PRELUDE_LIMIT, takeBody, type Taken} from './take-body.js';

/** An event as the runtime gets it. */
export interface Delivery {
  readonly requestId: string;
  readonly event: Uint8Array;
  /** The headers of an event that is handed over at this time (ms since the epoch). */
  headersAt(now: number): Readonly<Record<string, string>>;
  /** Takes a streamed answer as it comes; a promise holds the runtime back. */
  readonly onChunk?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  /** False where that is enough: a stream is not kept besides. */
  readonly keepStream?: boolean | undefined;
}

/** What a runtime posted for an event, or for its init. */
export interface Posted {
  readonly kind: 'response' | 'error' | 'too-large';
  readonly body: Uint8Array;
  /** Whether that is only how it begins: the rest was streamed, and not kept. */
  readonly isHead?: boolean;
  /** Whether it was sent as an HTTP response. */
  readonly isHttp: boolean;
  /** The type that the header names, where it does. */
  readonly errorType: string | null;
}

/**
 * Where a runtime is: `starting` until it asks for work, `idle` while it waits, `busy` with an event,
 * `answering` while its answer is read, `answered` until it asks again, `failed` when its init has failed.
 */
export type Step = 'starting' | 'idle' | 'busy' | 'answering' | 'answered' | 'failed';

/** The host of one runtime: Lambda's state machine behind the routes of the Runtime API. */
export interface RuntimeHost {
  readonly step: Step;
  /** Whether the event in hand was written to the runtime. */
  readonly isDelivered: boolean;
  /** When it was. */
  readonly deliveredAt: number | null;
  /** What was posted for the event in hand, or in the init. */
  readonly posted: Posted | null;
  /** When the first request for work, or the failure of the init, came. */
  readonly initEndedAt: number | null;
  /** Whether an extension asked for what this driver has not. */
  readonly hasExtension: boolean;
  handle(request: RuntimeRequest): void;
  /** Hands an event over at once, or when the runtime asks for it. */
  give(delivery: Delivery): void;
  /** Nothing more is accepted for this event. */
  expire(): void;
  /** Told of every change; one listener. */
  onNews: () => void;
}

interface State {
  step: Step;
  held: RuntimeRequest | null;
  delivery: Delivery | null;
  isDelivered: boolean;
  deliveredAt: number | null;
  posted: Posted | null;
  initEndedAt: number | null;
  hasExtension: boolean;
  expired: string | null;
  news: () => void;
}

const newState = (): State => ({
  step: 'starting',
  held: null,
  delivery: null,
  isDelivered: false,
  deliveredAt: null,
  posted: null,
  initEndedAt: null,
  hasExtension: false,
  expired: null,
  news: () => undefined,
});

/** A host that waits for its runtime. */
export function runtimeHost(now: () => number): RuntimeHost {
  const state = newState();
  return {
    get step() {
      return state.step;
    },
    get isDelivered() {
      return state.isDelivered;
    },
    get deliveredAt() {
      return state.deliveredAt;
    },
    get posted() {
      return state.posted;
    },
    get initEndedAt() {
      return state.initEndedAt;
    },
    get hasExtension() {
      return state.hasExtension;
    },
    handle(request) {
      const call = runtimeCall(request.method, request.url);
      if (call === 404) refuse(request, 404);
      else if (call === 405) refuse(request, 405);
      else answerCall(state, {call, request, now});
    },
    give(delivery) {
      // An event that is tried again keeps its id, and may come to the same runtime.
      if (state.expired === delivery.requestId) state.expired = null;
      Object.assign(state, {delivery, isDelivered: false, deliveredAt: null, posted: null});
      handOver(state, now);
    },
    expire() {
      state.expired = state.delivery?.requestId ?? null;
      state.delivery = null;
    },
    set onNews(listener: () => void) {
      state.news = listener;
    },
  };
}

interface Call {
  readonly call: RuntimeCall;
  readonly request: RuntimeRequest;
  readonly now: () => number;
}

function answerCall(state: State, {call, request, now}: Call): void {
  switch (call.kind) {
    case 'next': {
      asked(state, request, now);
      return;
    }
    case 'response':
    case 'error': {
      answered(state, {kind: call.kind, requestId: call.requestId, request});
      return;
    }
    case 'init-error': {
      initFailed(state, request, now);
      return;
    }
    case 'extension':
      state.hasExtension = true;
      refuse(request, 403, 'extensions run with the driver rie only');
  }
}

function asked(state: State, request: RuntimeRequest, now: () => number): void {
  if (state.step !== 'starting' && state.step !== 'answered') {
    forbid(state, request, 'next');
    return;
  }
  state.initEndedAt ??= now();
  state.step = 'idle';
  state.held = request;
  request.onClosed(() => {
    if (state.held !== request) return;
    // It may ask again on another connection.
    state.held = null;
    state.step = 'starting';
  });
  handOver(state, now);
  state.news();
}

/** Writes the event in hand to the request that waits for it. */
function handOver(state: State, now: () => number): void {
  const {held, delivery} = state;
  if (held === null || delivery === null || state.isDelivered) return;
  state.held = null;
  state.deliveredAt = now();
  state.isDelivered = held.reply(200, delivery.event, delivery.headersAt(state.deliveredAt));
  state.step = state.isDelivered ? 'busy' : 'starting';
}

interface AnswerCall {
  readonly kind: 'response' | 'error';
  readonly requestId: string;
  readonly request: RuntimeRequest;
}

function answered(state: State, {kind, requestId, request}: AnswerCall): void {
  if (requestId === state.expired) {
    refuse(request, 410);
    return;
  }
  if (!state.isDelivered || requestId !== state.delivery?.requestId) {
    refuse(request, 400);
    return;
  }
  if (state.step !== 'busy') {
    forbid(state, request, kind);
    return;
  }
  state.step = 'answering';
  const {onChunk} = state.delivery;
  const streaming = kind === 'response' && isStreaming(request.headers);
  const most = keptOf(state.delivery, request);
  void takeBody(request, {streaming, onChunk, most}).then((taken) => {
    if (state.delivery?.requestId !== requestId) {
      refuse(request, 410);
      return;
    }
    if (taken === 'broken') {
      state.step = 'busy';
      return;
    }
    state.step = 'answered';
    state.posted = postedOf(kind, taken, {request, streaming});
    if (taken === null) refuse(request, 413);
    else request.reply(202, ACCEPTED);
    state.news();
  });
}

const ACCEPTED = '{"status":"OK"}\n';
const NOTHING = new Uint8Array();

/** Bytes of a stream that are kept: where its listener is enough, those that say what it is. */
function keptOf({keepStream = true}: Delivery, request: RuntimeRequest): number {
  if (keepStream) return Number.POSITIVE_INFINITY;
  return isHttpResponse(request) ? PRELUDE_LIMIT : 0;
}

const isHttpResponse = ({headers}: RuntimeRequest): boolean =>
  headers['content-type'] === HTTP_RESPONSE_TYPE;

function postedOf(
  kind: 'response' | 'error',
  taken: Taken | null,
  {request, streaming}: {request: RuntimeRequest; streaming: boolean},
): Posted {
  const header = request.headers['lambda-runtime-function-error-type'];
  const errorType = typeof header === 'string' ? header : null;
  const isHttp = isHttpResponse(request);
  if (taken === null) return {kind: 'too-large', body: NOTHING, isHttp, errorType: null};
  const failure = streaming ? errorInTrailers(request.trailers) : null;
  return failure === null
    ? {kind, ...taken, isHttp, errorType}
    : {kind: 'error', body: failure, isHttp, errorType: null};
}

function initFailed(state: State, request: RuntimeRequest, now: () => number): void {
  if (state.step !== 'starting' || state.initEndedAt !== null) {
    forbid(state, request, 'init/error');
    return;
  }
  state.step = 'failed';
  void takeBody(request, {streaming: false}).then((taken) => {
    const whole = taken === 'broken' || taken === null ? {body: NOTHING, isHead: false} : taken;
    state.initEndedAt = now();
    state.posted = postedOf('error', whole, {request, streaming: false});
    request.reply(202, ACCEPTED);
    state.news();
  });
}

const forbid = ({step}: State, request: RuntimeRequest, target: string): void => {
  refuse(request, 403, `Transition from ${step} by ${target} is not allowed`);
};

/** The body of what is refused is read and dropped, or its sender would wait for ever. */
function refuse(request: RuntimeRequest, status: keyof typeof REFUSALS, message?: string): void {
  const [errorType, text] = REFUSALS[status];
  void request.read(() => undefined);
  request.reply(status, errorBody(errorType, message ?? text));
}

const REFUSALS = {
  400: ['InvalidRequestID', 'Invalid request ID'],
  403: ['InvalidStateTransition', ''],
  404: ['NotFound', 'the Runtime API has no such path'],
  405: ['MethodNotAllowed', 'the Runtime API has that path for another method'],
  410: ['InvocationExpired', 'the event is over: it was answered, or its time was up'],
  413: ['RequestEntityTooLarge', `Exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`],
} as const;
