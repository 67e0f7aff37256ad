import {LABELS} from '../core/labels.js';
import {VERSION} from '../core/version.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Engine} from '../docker/engine.js';

/** The network of all containers that are to reach nothing. */
export const CLOSED_NETWORK = 'lambdock-closed';

/** That network, which may not be there yet: what needs none is done meanwhile. */
export interface ClosedNetwork {
  /** Resolves when it is there; rejects where the engine cannot make it, or another of its name leads somewhere. */
  ready(): Promise<void>;
  /** It is gone: whoever asks next has it made again. */
  forget(): void;
}

type Networks = Pick<Engine, 'inspectNetwork' | 'createClosedNetwork'>;

/**
 * A network in which containers reach nothing but the engine's own machine, and not each other. It is kept, as
 * images are, until it is pruned: an engine takes a fifth of a second to make one and to remove it.
 */
export function closedNetwork(engine: () => Promise<Networks>): ClosedNetwork {
  let made: Promise<void> | null = null;
  return {
    ready: () => (made ??= engine().then(makeSure)),
    forget() {
      made = null;
    },
  };
}

async function makeSure(engine: Networks): Promise<void> {
  if (await isThere(engine)) return;
  // Somebody else may be quicker.
  if (!(await make(engine))) await isThere(engine);
}

async function isThere(engine: Networks): Promise<boolean> {
  const found = await engine.inspectNetwork(CLOSED_NETWORK);
  if (found === null) return false;
  if (found.isInternal) return true;
  throw new LambdockError('ISOLATION_UNAVAILABLE', {
    message: `the network ${CLOSED_NETWORK} is not lambdock's own: it leads somewhere`,
    suggestions: [`docker network rm ${CLOSED_NETWORK}`],
    details: {network: CLOSED_NETWORK},
  });
}

const make = (engine: Networks): Promise<boolean> =>
  engine.createClosedNetwork({
    name: CLOSED_NETWORK,
    labels: {[LABELS.version]: VERSION, [LABELS.role]: 'network'},
  });

/** An engine whose internal networks this machine has no address in. */
export const notIsolated = (why: string): LambdockError =>
  new LambdockError('ISOLATION_UNAVAILABLE', {
    message: `a container without a way out cannot be reached from here: ${why}`,
  });
