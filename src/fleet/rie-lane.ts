import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import {NO_FACTS, type Answer, type Evidence} from '../core/evidence.js';
import type {Measurements} from '../core/invocation.js';
import {closingLines, startLine} from '../core/report-lines.js';
import {INVOKE_PATH} from '../core/rie.js';
import {wasNotDelivered, type Observation} from '../core/sandbox.js';
import {judge} from '../core/verdict.js';
import type {FleetTools, Lane, Ran} from './fleet-tools.js';
import {replicaLost, type Errand} from './run-in-replica.js';
import {waitingLine, type WaitingLine} from './waiting-line.js';

/** The emulator ends a late event itself, up to a quarter of a second late. */
const GRACE_MS = 900;
/** A container that has gone is found out in this time, and not in that of its event. */
const CONNECT_MS = 1_000;
/** How often the name server is asked while events wait or no container is known, and else. */
const SEARCH_MS = 250;
const LOOK_MS = 2_000;
const PROBE_MS = 1_000;

/** A container with an emulator in it. */
interface Service {
  readonly address: string;
  /** `silent`: its emulator has not answered yet, or has ended. */
  stage: 'silent' | 'idle' | 'busy';
  events: number;
  /** One that was late may still have its event: until then it is not asked whether it is free. */
  notBefore: number;
}

interface State {
  readonly tools: FleetTools;
  readonly settings: GatewayFunction;
  readonly line: WaitingLine<Service>;
  readonly services: Map<string, Service>;
  timer: NodeJS.Timeout | null;
  isClosed: boolean;
}

/**
 * Opens the lane of a function whose containers have an emulator: one event at a time is posted to each.
 * What became of it is read from the answer alone, as nobody else's log can be read from here.
 */
export function rieLane(tools: FleetTools, settings: GatewayFunction): Lane {
  const line = waitingLine<Service>(settings.name, tools.limits);
  const services = new Map<string, Service>();
  const state: State = {tools, settings, line, services, timer: null, isClosed: false};
  void search(state);
  const inStage = (...stages: readonly Service['stage'][]): number =>
    [...services.values()].filter(({stage}) => stages.includes(stage)).length;
  return {
    settings,
    figures: () => ({
      environments: inStage('idle', 'busy'),
      busy: inStage('busy'),
      waiting: line.length,
      isReady: inStage('idle', 'busy') > 0,
      // An emulator initialises with its first event, and nobody else's log can be read from here.
      initFailure: null,
    }),
    invoke: (invocation, listeners) => invoke(state, {invocation, listeners}),
    close(reason) {
      state.isClosed = true;
      if (state.timer !== null) clearTimeout(state.timer);
      line.close(reason);
    },
  };
}

/** Looks for containers now and then, and more often while they are wanted. */
async function search(state: State): Promise<void> {
  const {tools, settings, services, line} = state;
  const found = await tools.addressesOf(settings.service);
  for (const [address, {stage}] of services) {
    if (!found.includes(address) && stage !== 'busy') services.delete(address);
  }
  for (const address of found) {
    if (!services.has(address))
      services.set(address, {address, stage: 'silent', events: 0, notBefore: 0});
  }
  const silent = [...services.values()].filter(
    ({stage, notBefore}) => stage === 'silent' && notBefore <= tools.now(),
  );
  await Promise.all(silent.map((service) => knock(state, service)));
  if (state.isClosed) return;
  const isWanted = line.length > 0 || silent.length > 0 || services.size === 0;
  state.timer = setTimeout(() => void search(state), isWanted ? SEARCH_MS : LOOK_MS);
}

async function knock(state: State, service: Service): Promise<void> {
  const {tools, settings} = state;
  const address = {host: service.address, port: settings.port};
  const limit = AbortSignal.timeout(PROBE_MS);
  const listens = await tools.rie.listens(address, limit).catch(() => false);
  if (listens && service.stage === 'silent') rest(state, service);
}

function rest({line}: State, service: Service): void {
  service.stage = line.serve(service) ? 'busy' : 'idle';
}

/** An event that even its emulator has not ended is given as long again, or until its container has gone. */
function leaveAlone({tools, settings}: State, service: Service): void {
  service.stage = 'silent';
  service.notBefore = tools.now() + settings.timeoutMs;
}

async function invoke(state: State, errand: Errand): Promise<Ran> {
  for (let attempts = 1; ; attempts += 1) {
    const service = await freeService(state, errand.listeners.signal);
    try {
      const observation = await post(state, service, errand);
      if (observation.reusable) rest(state, service);
      else leaveAlone(state, service);
      return {observation, attempts};
    } catch (error) {
      service.stage = 'silent';
      if (!wasNotDelivered(error)) throw error;
    }
  }
}

async function freeService(state: State, signal: AbortSignal | undefined): Promise<Service> {
  const idle = [...state.services.values()].find(({stage}) => stage === 'idle');
  if (idle === undefined) return state.line.wait(signal);
  // At once: it must not be given to two.
  idle.stage = 'busy';
  return idle;
}

async function post(
  {tools, settings}: State,
  service: Service,
  {invocation, listeners}: Errand,
): Promise<Observation> {
  const {requestId, event, clientContext} = invocation;
  const {Version, MemorySize} = settings.configuration;
  await listeners.onOutput?.(Buffer.from(startLine(requestId, Version)));
  const began = tools.now();
  const address = {host: service.address, port: settings.port};
  const limitMs = CONNECT_MS + settings.timeoutMs + GRACE_MS;
  const limits = {limitMs, connectMs: CONNECT_MS};
  const sent = {address, path: INVOKE_PATH, event, requestId, clientContext};
  const answer = await tools.rie.post({...sent, ...limits});
  if (answer === 'refused') throw replicaLost(settings, service, false);
  const evidence = evidenceOf(settings, {requestId, answer});
  const verdict = judge(evidence);
  if (verdict === null) throw replicaLost(settings, service, true);
  const invokeMs = tools.now() - began;
  const coldStart = service.events === 0;
  service.events += 1;
  const timedOut = verdict.outcome.status === 'timed-out';
  const durationMs = timedOut ? settings.timeoutMs : invokeMs;
  const figures: Measurements = {
    durationMs,
    initDurationMs: null,
    billedDurationMs: Math.ceil(durationMs),
    memoryLimitMb: MemorySize,
    maxMemoryUsedMb: null,
  };
  await listeners.onOutput?.(Buffer.from(closingLines(evidence, {figures, timedOut})));
  const {outcome, body} = verdict;
  if (outcome.status === 'ok' && body !== null) await listeners.onResponseChunk?.(body);
  return {
    ...verdict,
    ...figures,
    assumed: true,
    requestId,
    logs: [],
    logsDropped: 0,
    problems: [],
    awaitsShutdown: false,
    invokeMs,
    coldStart,
    reusable: answer !== 'late',
  };
}

interface Answered {
  readonly requestId: string;
  readonly answer: Answer | 'late' | null;
}

const evidenceOf = (
  {timeoutMs, configuration}: GatewayFunction,
  {requestId, answer}: Answered,
): Evidence => ({
  requestId,
  timeoutMs,
  memoryLimitMb: configuration.MemorySize,
  answer: answer === 'late' ? null : answer,
  rie: NO_FACTS,
  guardFired: answer === 'late',
  outOfMemory: false,
});
