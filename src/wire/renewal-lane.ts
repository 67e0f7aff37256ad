import {eventInvokeOf} from '../core/function-entry.js';
import {linkedSignal} from './either-signal.js';
import type {OpenFunction} from './lambdock-types.js';
import {servedAs, serveOnceWarm, tell, type FollowRequest} from './renewal.js';
import type {FoundFunction, ServeHost} from './serve-opening.js';

/** A function at one change of the project. */
export interface ChangedFunction extends FoundFunction {
  /** The how manieth change that was. */
  readonly change: number;
  /** Whether what its image is made from has changed, and not only something beside it. */
  readonly isTouched: boolean;
}

/** What one function becomes, change by change, while others go their own ways. */
export interface RenewalLane {
  /** Resolves when it is known whether the function is another one now; it need not be warm yet. */
  take(changed: ChangedFunction): Promise<void>;
  /** Calls off what is under way. */
  stop(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** What a lane works with. */
export interface LaneTools {
  readonly host: ServeHost;
  readonly request: FollowRequest;
  /** Hears of what is no failure of the user's making. */
  readonly onBroken: (error: unknown) => void;
}

/** Another state of the function on its way to be served. */
interface Renewal {
  readonly key: string;
  stop(): void;
  /** Never rejects. */
  readonly over: Promise<void>;
}

interface State extends LaneTools {
  readonly name: string;
  newest: ChangedFunction | null;
  looking: AbortController | null;
  renewal: Renewal | null;
  turn: Promise<void>;
}

/**
 * Looks at a function at one change after the other, and has what it finds warmed behind them: the newest
 * calls off the one under way, unless it comes to the same.
 */
export function renewalLane(tools: LaneTools, name: string): RenewalLane {
  // What is saved while it is opened for the first time comes after that, whatever that comes to.
  const turn = ignoring(servedAs(tools.request, name)?.opened);
  const state: State = {...tools, name, newest: null, looking: null, renewal: null, turn};
  return {
    take(changed) {
      if (state.newest !== null && changed.change < state.newest.change) return state.turn;
      state.newest = changed;
      // What it reads is no longer there.
      if (changed.isTouched) state.looking?.abort(superseded(name));
      state.turn = state.turn.then(() => look(state, changed)).catch(tools.onBroken);
      return state.turn;
    },
    stop() {
      state.newest = null;
      state.looking?.abort(superseded(name));
      state.renewal?.stop();
    },
    async idle() {
      await state.turn;
      await state.renewal?.over;
    },
  };
}

/** Opens the function again, unless it has been saved anew meanwhile. */
async function look(state: State, changed: ChangedFunction): Promise<void> {
  const {host, request, name} = state;
  if (changed !== state.newest || request.signal.aborted) return;
  const stop = (state.looking = new AbortController());
  const isStopped = (): boolean => stop.signal.aborted;
  const {signal, release} = linkedSignal(request.signal, stop.signal);
  try {
    const eventInvoke = await eventInvokeOf(changed.project, name);
    // Whatever becomes of its environments: no event needs another one for it.
    servedAs(request, name)?.heed(eventInvoke);
    const opened = await host.open(changed.project, name, signal);
    if (isStopped() || state.renewal?.key === opened.key) {
      await opened.dispose();
      return;
    }
    await callOff(state);
    // That may take as long as what it has begun.
    if (isStopped()) {
      await opened.dispose();
      return;
    }
    state.renewal = begin(state, {...changed, eventInvoke}, opened);
  } catch (error) {
    if (isStopped()) return;
    await callOff(state);
    if (!isStopped()) tell(request, name, error);
  } finally {
    release();
    state.looking = null;
  }
}

/** One at a time, or the pool would make room for it at the cost of the one that is served. */
async function callOff({renewal}: State): Promise<void> {
  renewal?.stop();
  await renewal?.over;
}

function begin(state: State, found: FoundFunction, opened: OpenFunction): Renewal {
  const {host, request, name, onBroken} = state;
  const stop = new AbortController();
  const {signal, release} = linkedSignal(request.signal, stop.signal);
  const over = serveOnceWarm(host, request, {found, opened, signal})
    .catch(onBroken)
    .then(() => {
      release();
      state.renewal = null;
    });
  return {key: opened.key, stop: () => stop.abort(superseded(name)), over};
}

const ignoring = async (work: Promise<unknown> | undefined): Promise<void> => {
  await work?.catch(() => undefined);
};

const superseded = (name: string): Error => new Error(`${name} has been saved anew`);
