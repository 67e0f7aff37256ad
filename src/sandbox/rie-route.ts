import {RIE_PORT} from '../core/rie.js';
import type {ContainerFacts, Engine} from '../docker/engine.js';
import type {RieAddress, RieClient} from '../net/rie-client.js';

/** How an emulator is reached: by the container's own address, or by a port that the engine publishes. */
export type Route = 'direct' | 'published';

/** The container's own address cannot be reached from here. Nothing has been sent there. */
export class RouteLost extends Error {}

/** A started container's addresses, the one to try first; none when it ended at once. */
export function addressesOf(
  engine: Engine,
  facts: ContainerFacts | null,
  route: Route,
): readonly RieAddress[] {
  const own = Object.values(facts?.addresses ?? {})[0];
  const container = facts?.id ?? '';
  const direct = own === undefined ? [] : [{host: own, port: RIE_PORT, container}];
  if (route === 'direct') return direct;
  const port = facts?.ports[RIE_PORT];
  // An internal network has no way to this machine's ports.
  if (port === undefined) return isLocal(engine) ? direct : [];
  const published = {host: engine.endpoint.publishedHost, port, container};
  // Who runs in a container beside, with the engine's socket, reaches its neighbour and not the port.
  return isLocal(engine) ? [published, ...direct] : [published];
}

/** Whether engine and client may share a network. */
const isLocal = ({endpoint}: Engine): boolean => endpoint.url.startsWith('unix:');

/** One address and what is to be learned of it. */
export interface Probe {
  readonly rie: RieClient;
  readonly address: RieAddress;
  readonly signal: AbortSignal;
}

/** A neighbour answers within milliseconds; an address that leads nowhere never does. */
const REACH_MS = 1_000;

/** Whether the emulator listens. Rejects with RouteLost when the address leads nowhere. */
export async function listensAt({rie, address, signal}: Probe, route: Route): Promise<boolean> {
  if (route === 'published') return rie.listens(address, signal).catch(() => false);
  const limit = AbortSignal.timeout(REACH_MS);
  try {
    return await rie.listens(address, AbortSignal.any([signal, limit]));
  } catch {
    if (signal.aborted) return false;
    throw new RouteLost(`${address.host} cannot be reached`);
  }
}

/**
 * Whether what listens at the address is this container still: the engine gives an address away as soon as a
 * container has ended, and a new connection may be to whoever has it now.
 */
export async function isStillThere(
  {rie, engine}: {readonly rie: RieClient; readonly engine: Pick<Engine, 'inspectContainer'>},
  {id, address}: {readonly id: string; readonly address: RieAddress},
): Promise<boolean> {
  if (rie.isConnected(address)) return true;
  if (!(await rie.listens(address, AbortSignal.timeout(REACH_MS)).catch(() => false))) return false;
  return (await engine.inspectContainer(id))?.state === 'running';
}
