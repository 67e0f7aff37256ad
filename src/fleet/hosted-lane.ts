import {awaitHost} from '../core/hosting/await-host.js';
import {initFailureOf} from '../core/hosting/init-failure.js';
import type {RuntimeRequest} from '../core/hosting/runtime-request.js';
import {READY_PATH} from '../core/compose/supervisor.js';
import {FIRST_PAUSE_MS, pauseAfter} from '../core/init-pause.js';
import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import {errorBody, runtimeCall} from '../core/runtime-api.js';
import {wasNotDelivered, type Observation} from '../core/sandbox.js';
import type {SupervisorLink} from '../net/runtimes-server.js';
import type {FleetTools, Lane, LaneFigures, Ran} from './fleet-tools.js';
import {followSupervisor, newReplica, type Replica} from './replica.js';
import {limitOf, type Course} from './replica-evidence.js';
import {initFailure, runInReplica, type Errand} from './run-in-replica.js';
import {waitingLine, type WaitingLine} from './waiting-line.js';

/** How long a runtime that failed, or was told to end, may take until its supervisor says so. */
const FAREWELL_MS = 2_000;

/** What an event is given to: a runtime, or the failure of one that no event has been told of. */
type Worker = (errand: Errand) => Promise<Observation>;

/** A lane whose runtimes ask the gateway for work. */
export interface HostedLane extends Lane {
  /** Whether an address belongs to a container of this function. */
  admits(address: string): Promise<boolean>;
  onRequest(address: string, request: RuntimeRequest): void;
  onSupervisor(address: string, link: SupervisorLink): void;
}

interface State {
  readonly tools: FleetTools;
  readonly settings: GatewayFunction;
  readonly line: WaitingLine<Worker>;
  /** By address: of each container the runtime that counts. */
  readonly replicas: Map<string, Replica>;
  /** The latest init that failed, until an event is told of it. */
  failure: Worker | null;
  /** Why it failed, and what was told of it last; both until one goes well. */
  cause: string | null;
  toldCause: string | null;
  pauseMs: number;
  retry: NodeJS.Timeout | null;
}

/** Opens the lane of a function whose containers ask for work. */
export function hostedLane(tools: FleetTools, settings: GatewayFunction): HostedLane {
  const line = waitingLine<Worker>(settings.name, tools.limits);
  const replicas = new Map<string, Replica>();
  const state: State = {
    tools,
    settings,
    line,
    replicas,
    failure: null,
    cause: null,
    toldCause: null,
    pauseMs: FIRST_PAUSE_MS,
    retry: null,
  };
  return {
    settings,
    figures: () => figuresOf(state),
    invoke: (invocation, listeners) => invoke(state, {invocation, listeners}),
    admits: async (address) =>
      (replicas.get(address)?.link ?? null) !== null ||
      (await tools.addressesOf(settings.service)).includes(address),
    onRequest: (address, request) => onRequest(state, address, request),
    onSupervisor: (address, link) => onSupervisor(state, address, link),
    close(reason) {
      if (state.retry !== null) clearTimeout(state.retry);
      line.close(reason);
      for (const {link} of replicas.values()) link?.close();
    },
  };
}

const inStage = ({replicas}: State, ...stages: readonly Replica['stage'][]): readonly Replica[] =>
  [...replicas.values()].filter(({stage}) => stages.includes(stage));

function figuresOf(state: State): LaneFigures {
  const environments = inStage(state, 'idle', 'busy').length;
  return {
    environments,
    busy: inStage(state, 'busy').length,
    waiting: state.line.length,
    isReady: environments > 0,
    initFailure: environments > 0 ? null : state.cause,
  };
}

async function invoke(state: State, errand: Errand): Promise<Ran> {
  const {signal} = errand.listeners;
  for (let attempts = 1; ; attempts += 1) {
    const worker = idleWorker(state) ?? (await waitFor(state, signal));
    try {
      return {observation: await worker(errand), attempts};
    } catch (error) {
      // What no runtime has seen goes to another one.
      if (!wasNotDelivered(error)) throw error;
    }
  }
}

function idleWorker(state: State): Worker | null {
  const idle = inStage(state, 'idle').find(({host}) => host.step === 'idle');
  if (idle !== undefined) return lend(state, idle);
  const {failure} = state;
  if (failure === null || inStage(state, 'starting', 'busy').length > 0) return null;
  state.failure = null;
  startHeld(state);
  return failure;
}

function waitFor(state: State, signal: AbortSignal | undefined): Promise<Worker> {
  const waiting = state.line.wait(signal);
  startHeld(state);
  return waiting;
}

/** Takes a replica for one event at once: it must not be given to two. */
function lend(state: State, replica: Replica): Worker {
  const {settings, tools} = state;
  replica.stage = 'busy';
  return async (errand) => {
    let isReusable = false;
    try {
      const observation = await runInReplica(tools, {settings, replica}, errand);
      isReusable = observation.reusable;
      return observation;
    } finally {
      if (isReusable && !replica.isLeaving) rest(state, replica);
      else retire(state, replica);
    }
  };
}

/** A runtime that has nothing to do: it is given what waits for it, once it asks for work. */
function rest(state: State, replica: Replica): void {
  if (replica.stage === 'gone') return;
  if (replica.end.isOver) {
    retire(state, replica);
    return;
  }
  replica.stage = 'idle';
  if (replica.host.step !== 'idle') untilItAsks(state, replica);
  else if (state.line.length > 0) state.line.serve(lend(state, replica));
}

/** Work behind an answer has what was left of the event's time, as on Lambda. */
function untilItAsks(state: State, replica: Replica): void {
  const {settings, tools} = state;
  const left = (replica.host.deliveredAt ?? 0) + settings.timeoutMs - tools.now();
  const timer = setTimeout(() => retire(state, replica), Math.max(0, left));
  timer.unref();
  replica.callOffReturn = () => clearTimeout(timer);
}

/** A runtime that is not used again. Without a supervisor nobody ends it: it counts again when it asks for work. */
function retire({replicas}: State, replica: Replica): void {
  replica.stage = 'gone';
  replica.callOffReturn();
  if (replica.link !== null && replicas.get(replica.address) === replica) {
    replicas.delete(replica.address);
  }
  if (!replica.end.isOver) replica.link?.say('kill');
}

function onSupervisor(state: State, address: string, link: SupervisorLink): void {
  const {replicas, tools} = state;
  const before = replicas.get(address);
  if (before !== undefined && before.stage !== 'gone') before.link?.close();
  const replica = newReplica(address, link, tools.now);
  replicas.set(address, replica);
  followSupervisor(replica, {
    leaving() {
      replica.isLeaving = true;
      if (replica.stage === 'held') link.close();
      else if (replica.stage !== 'busy') retire(state, replica);
    },
    gone() {
      // One that is busy is judged first.
      if (replica.stage !== 'busy' && replica.stage !== 'starting') retire(state, replica);
    },
  });
  // Held back only as long as another try is to come.
  if (state.retry === null || state.line.length > 0) void live(state, replica);
}

/** Starts what was held back after an init that failed. */
function startHeld(state: State): void {
  if (state.retry !== null) clearTimeout(state.retry);
  state.retry = null;
  for (const replica of inStage(state, 'held')) void live(state, replica);
}

/** Follows a runtime from its start to its first request for work. */
async function live(state: State, replica: Replica): Promise<void> {
  const {settings, tools} = state;
  const {host, link, end} = replica;
  replica.stage = 'starting';
  replica.startedAt = tools.now();
  link?.say('start');
  const isOver = (): boolean => host.initEndedAt !== null;
  const ms = limitOf(settings, 'init');
  const wake = await awaitHost(replica, isOver, {ms, signal: undefined});
  if (wake === 'over' && host.step !== 'failed') {
    state.pauseMs = FIRST_PAUSE_MS;
    state.failure = null;
    state.cause = null;
    state.toldCause = null;
    rest(state, replica);
    return;
  }
  // A runtime whose init has failed ends by itself.
  if (wake === 'over') {
    await awaitHost(replica, () => false, {ms: FAREWELL_MS, signal: undefined});
  }
  retire(state, replica);
  if (replica.isLeaving || (wake === 'ended' && !end.isSeen)) return;
  initFailed(state, replica, {wake, phase: 'init'});
}

/** The event that waits longest is told, as it asked for the init; or the next one, unless another try goes well. */
function initFailed(state: State, replica: Replica, course: Course): void {
  const {settings} = state;
  tellCause(state, initFailureOf(replica, limitOf(settings, 'init'))?.cause ?? null);
  const worker: Worker = (errand) => initFailure({settings, replica}, course, errand);
  if (inStage(state, 'starting', 'busy', 'idle').length === 0 && state.line.serve(worker)) return;
  state.failure = worker;
  if (state.retry !== null) return;
  state.retry = setTimeout(() => startHeld(state), state.pauseMs);
  state.pauseMs = pauseAfter(state.pauseMs);
}

function tellCause(state: State, cause: string | null): void {
  state.cause = cause;
  if (cause === null || cause === state.toldCause) return;
  state.toldCause = cause;
  state.tools.onInitFailure(state.settings.name, cause);
}

function onRequest(state: State, address: string, request: RuntimeRequest): void {
  const known = state.replicas.get(address) ?? null;
  if (request.url === READY_PATH) {
    const isReady = known !== null && (known.stage === 'idle' || known.stage === 'busy');
    request.reply(isReady ? 200 : 503, '{}');
    return;
  }
  if (known !== null && known.link !== null) handle(state, known, request);
  else if (state.settings.isSupervised) refuse(request);
  else unsupervised(state, {address, known}, request);
}

function handle(state: State, replica: Replica, request: RuntimeRequest): void {
  replica.host.handle(request);
  if (replica.host.step === 'idle') replica.callOffReturn();
  // It asks for work after an answer, or again on another connection.
  if (replica.stage === 'idle' && replica.host.step === 'idle') rest(state, replica);
}

/** The runtime of a container whose supervisor has told of its end already, or not yet of its start. */
function refuse(request: RuntimeRequest): void {
  void request.read(() => undefined);
  request.reply(403, errorBody('Forbidden', 'no supervisor of lambdock has started this runtime'));
}

/**
 * Nobody tells of the end of a runtime without a supervisor. One that asks for work while it has an event
 * has been started anew, so that the event went down with the one before it.
 */
function unsupervised(
  state: State,
  {address, known}: {readonly address: string; readonly known: Replica | null},
  request: RuntimeRequest,
): void {
  const call = runtimeCall(request.method, request.url);
  const asks = typeof call === 'object' && call.kind === 'next';
  const isAnew = known !== null && asks && isAtWork(known);
  if (known !== null && !isAnew) {
    handle(state, known, request);
    return;
  }
  const replica = newReplica(address, null, state.tools.now);
  state.replicas.set(address, replica);
  if (known !== null) {
    known.end.isOver = true;
    known.end.onEnd();
  }
  void live(state, replica);
  replica.host.handle(request);
}

const isAtWork = ({host: {step}, stage}: Replica): boolean =>
  stage === 'gone' || step === 'busy' || step === 'answering' || step === 'failed';
