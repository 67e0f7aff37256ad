import {FIRST_PAUSE_MS, pauseAfter} from '../core/init-pause.js';
import type {Status} from '../core/invocation.js';
import type {ErrorCode} from '../errors/catalog.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {afterDelay} from '../pool/after-delay.js';
import type {OpenFunction, Warmed} from './lambdock-types.js';

/** How the inits of a served function go: one that fails is tried again, until it comes through. */
export interface InitCourse {
  /** Why its init fails; null where it does not. */
  readonly failure: string | null;
  /** From now on it is tried again by itself. */
  follow(): void;
  /** Hears how an event has ended: it may have come through, or have met an init that fails. */
  ran(status: Status): void;
  /** No more tries; resolves when the one under way has been called off. */
  end(): Promise<void>;
}

/** What is wanted of a function's first environments, and who hears of them. */
export interface CourseRequest {
  readonly name: string;
  readonly warm: number;
  /** Each cause, as long as it is another one than before. */
  readonly onFailure: (message: string) => void;
  /** After a failure that was told. */
  readonly onRecovery: () => void;
  /** The clock, so that a test need not wait. */
  readonly after?: typeof afterDelay;
}

interface State {
  readonly open: OpenFunction;
  readonly request: CourseRequest;
  readonly stop: AbortController;
  isFollowed: boolean;
  failure: string | null;
  told: string | null;
  pauseMs: number;
  callOffPause: () => void;
  /** The try under way, and whether another one is wanted behind it. */
  trying: Promise<void> | null;
  isAskedAgain: boolean;
}

/** Warms a function for the first time; rejects when an environment cannot be had. */
export async function beginCourse(
  open: OpenFunction,
  request: CourseRequest,
  signal: AbortSignal,
): Promise<InitCourse> {
  const state: State = {
    open,
    request,
    stop: new AbortController(),
    isFollowed: false,
    failure: null,
    told: null,
    pauseMs: FIRST_PAUSE_MS,
    callOffPause: () => undefined,
    trying: null,
    isAskedAgain: false,
  };
  const {warm} = request;
  const first = warm === 0 ? null : await open.warm(warm, signal);
  state.failure = first?.initFailure ?? null;
  return {
    get failure() {
      return state.failure;
    },
    follow() {
      state.isFollowed = true;
      if (first !== null) heed(state, first);
    },
    ran: (status) => ran(state, status),
    async end() {
      state.stop.abort(new Error(`${request.name} is not served any more`));
      state.callOffPause();
      await state.trying;
    },
  };
}

/** What ends so has come through its init. */
const AFTER_INIT: readonly Status[] = ['ok', 'function-error', 'too-large'];

function ran(state: State, status: Status): void {
  const {request, open} = state;
  const isFailing = state.failure !== null;
  if (AFTER_INIT.includes(status)) recovered(state);
  // The driver that cannot see an init without an event would learn nothing.
  const isToBeSeen = request.warm > 0 && open.driver === 'runtime-api';
  // The environment of such an event is replaced, so that there is something new to see.
  if (isToBeSeen && (isFailing || status === 'init-error')) tryNow(state);
}

/** Takes what a try has found for what is. */
function heed(state: State, {initFailure, isLasting}: Warmed): void {
  if (initFailure === null) {
    recovered(state);
    return;
  }
  state.failure = initFailure;
  const outlook = isLasting ? '' : '; it is tried again until it comes through';
  tell(state, `its init fails: ${initFailure}${outlook}`);
  if (!isLasting) pause(state);
}

function recovered(state: State): void {
  state.callOffPause();
  state.pauseMs = FIRST_PAUSE_MS;
  state.failure = null;
  if (state.told !== null) state.request.onRecovery();
  state.told = null;
}

function tell(state: State, message: string): void {
  const {name, onFailure} = state.request;
  if (state.told !== message) onFailure(`${name}: ${message}`);
  state.told = message;
}

function pause(state: State): void {
  if (state.stop.signal.aborted) return;
  const {after = afterDelay} = state.request;
  state.callOffPause();
  state.callOffPause = after(state.pauseMs, () => {
    state.pauseMs = pauseAfter(state.pauseMs);
    tryNow(state);
  });
}

function tryNow(state: State): void {
  if (state.stop.signal.aborted || !state.isFollowed) return;
  state.callOffPause();
  if (state.trying !== null) {
    state.isAskedAgain = true;
    return;
  }
  state.trying = tryOnce(state).finally(() => {
    state.trying = null;
    if (state.isAskedAgain) tryNow(state);
  });
}

/** One try, in environments that are new where those of before have failed. */
async function tryOnce(state: State): Promise<void> {
  const {open, request, stop} = state;
  state.isAskedAgain = false;
  try {
    heed(state, await open.warm(request.warm, stop.signal));
  } catch (error) {
    if (!stop.signal.aborted && state.failure !== null) notTried(state, error);
  }
}

/** A try that could not be made says nothing of the init; whoever counts on it is told why there is none. */
function notTried(state: State, error: unknown): void {
  const code = isLambdockError(error) ? error.code : null;
  // Its events have all the room, and tell how the init goes.
  if (code !== 'POOL_FULL') {
    const reason = error instanceof Error ? error.message : String(error);
    tell(state, `its init could not be tried again: ${reason}`);
  }
  if (code !== null && PASSING.includes(code)) pause(state);
}

/** What another try may not meet again; what is gone for good, as an image, needs a hand. */
const PASSING: readonly ErrorCode[] = [
  'DOCKER_FAILED',
  'DOCKER_UNREACHABLE',
  'POOL_FULL',
  'SANDBOX_LOST',
  'SANDBOX_NOT_READY',
];
