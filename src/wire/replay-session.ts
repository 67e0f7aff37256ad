import {setMaxListeners} from 'node:events';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {ReplayRun} from '../core/replay-report.js';
import {closedNetwork, CLOSED_NETWORK, type ClosedNetwork} from '../sandbox/closed-network.js';
import {eitherSignal} from './either-signal.js';
import type {Room, Session} from './session.js';

/** A session for recorded events: its containers reach nothing. */
export interface ReplaySession {
  readonly session: Session;
  readonly egress: ReplayRun['egress'];
}

/**
 * The network of a run that is to reach nothing, or null where a network or a way out is asked for. It is asked for
 * before anything is read, and a failure told when it is needed.
 */
export function beginClosedNetwork(
  session: Session,
  {allowEgress}: Pick<ReplayOptions, 'allowEgress'>,
): ClosedNetwork | null {
  if (session.options.network !== undefined || allowEgress === true) return null;
  const closed = closedNetwork(() => session.engine());
  closed.prepare();
  return closed;
}

/** The session in which the events of a function are replayed: in that network, where there is one. */
export function replaySession(
  given: Session,
  {spec, closedIn}: {readonly spec: FunctionSpec; readonly closedIn: ClosedNetwork | null},
  options: ReplayOptions,
): ReplaySession {
  const session = {...given, signal: endedBy(given, options)};
  const own = {...session.options, extensions: session.options.extensions ?? false};
  const {network} = session.options;
  if (closedIn === null)
    return {
      session: {...session, options: own},
      egress: network === undefined ? 'open' : {network},
    };
  const joined = spec.docker?.network;
  if (joined !== undefined)
    session.warn(
      `${spec.name} is kept off the network ${joined} of its project file; --network ${joined} joins it`,
    );
  return {
    session: {...session, closedIn, options: {...own, network: CLOSED_NETWORK}},
    egress: 'none',
  };
}

/** The same session, whose pool has that room. */
export const withRoom = (session: Session, room: Room): Session => ({
  ...session,
  options: {...session.options, pool: {}},
  room,
});

/** How many events run at once: as many as the engine has cores, unless it is said. */
export async function concurrencyOf(
  session: Session,
  {concurrency, ordered}: ReplayOptions,
): Promise<number> {
  if (ordered === true) return 1;
  return concurrency ?? (await (await session.engine()).cpus());
}

/** One signal for all events: each would leave one behind. */
function endedBy({signal}: Session, options: ReplayOptions): AbortSignal {
  const either = eitherSignal(signal, options.signal);
  setMaxListeners(0, either);
  return either;
}
