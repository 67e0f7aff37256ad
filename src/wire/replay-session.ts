import {randomBytes} from 'node:crypto';
import {setMaxListeners} from 'node:events';
import {ownerLabels} from '../core/owner.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {ReplayRun} from '../core/replay-report.js';
import {VERSION} from '../core/version.js';
import {openClosedNetwork, type ClosedNetwork} from '../sandbox/closed-network.js';
import {eitherSignal} from './either-signal.js';
import type {ProjectFunction} from './images.js';
import type {Session} from './session.js';

/** A session for recorded events: its containers reach nothing. */
export interface ReplaySession {
  readonly session: Session;
  readonly egress: ReplayRun['egress'];
  /** Null where a network was asked for, or a way out. Begun at once: awaited before the first container starts. */
  readonly network: Promise<ClosedNetwork> | null;
}

/** After that anyone may remove the network of a run on an unknown machine. */
const EXPIRY_MS = 7 * 24 * 3_600_000;

/**
 * The session in which the events of a function are replayed. Its network is begun before anything else is asked
 * of the engine, which takes longer for it than for all that is needed beside it.
 */
export function replaySession(
  given: Session,
  {project, spec}: ProjectFunction,
  options: ReplayOptions,
): ReplaySession {
  const session = {...given, signal: endedBy(given, options)};
  const own = {...session.options, extensions: session.options.extensions ?? false};
  const {network} = session.options;
  if (network !== undefined)
    return {session: {...session, options: own}, egress: {network}, network: null};
  if (options.allowEgress === true)
    return {session: {...session, options: own}, egress: 'open', network: null};
  const joined = spec.docker?.network;
  if (joined !== undefined)
    session.warn(
      `${spec.name} is kept off the network ${joined} of its project file; --network ${joined} joins it`,
    );
  const name = `lambdock-replay-${randomBytes(6).toString('hex')}`;
  return {
    session: {...session, isClosedIn: true, options: {...own, network: name}},
    egress: 'none',
    network: open(session, name, {project, spec}),
  };
}

/** The same session, whose pool has room for so many events at once. */
export const withRoomFor = (session: Session, concurrency: number): Session => ({
  ...session,
  options: {...session.options, pool: {perFunction: concurrency, max: concurrency}},
});

/** How many events run at once: as many as the engine has cores, unless it is said. */
export async function concurrencyOf(
  session: Session,
  {concurrency, ordered}: ReplayOptions,
): Promise<number> {
  if (ordered === true) return 1;
  return concurrency ?? (await (await session.engine()).info()).cpus;
}

/** One signal for all events: each would leave one behind. */
function endedBy({signal}: Session, options: ReplayOptions): AbortSignal {
  const either = eitherSignal(signal, options.signal);
  setMaxListeners(0, either);
  return either;
}

async function open(
  session: Session,
  name: string,
  {project, spec}: ProjectFunction,
): Promise<ClosedNetwork> {
  const engine = await session.engine();
  const labels = ownerLabels({
    version: VERSION,
    role: 'network',
    owner: session.ownership.self,
    expiresAt: Date.now() + EXPIRY_MS,
    project: project.id,
    function: spec.name,
  });
  return openClosedNetwork(engine, {name, labels});
}
