import {LABELS} from '../core/labels.js';
import {VERSION} from '../core/version.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Engine, NetworkFacts} from '../docker/engine.js';

/** The network of all containers that are to reach nothing. */
export const CLOSED_NETWORK = 'lambdock-closed';

/** That network, which may not be there yet: what needs none is done meanwhile. */
export interface ClosedNetwork {
  /** Looks for it in the shadow of other work; a failure shows when it is needed. */
  prepare(): void;
  /**
   * Resolves when it is there: the first time with what was seen of it just now, where it was there already. Rejects
   * where the engine cannot make it, or another of its name leads somewhere.
   */
  ready(): Promise<NetworkFacts | null>;
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
  let seen: NetworkFacts | null = null;
  const make = (): Promise<void> =>
    (made ??= engine()
      .then(makeSure)
      .then((found) => {
        seen = found;
      }));
  return {
    prepare() {
      make().catch(() => undefined);
    },
    async ready() {
      await make();
      const justNow = seen;
      seen = null;
      return justNow;
    },
    forget() {
      made = null;
    },
  };
}

async function makeSure(engine: Networks): Promise<NetworkFacts | null> {
  const found = await look(engine);
  // Somebody else may be quicker.
  return found !== null || (await create(engine)) ? found : look(engine);
}

async function look(engine: Networks): Promise<NetworkFacts | null> {
  const found = await engine.inspectNetwork(CLOSED_NETWORK);
  if (found?.isInternal !== false) return found;
  throw new LambdockError('ISOLATION_UNAVAILABLE', {
    message: `the network ${CLOSED_NETWORK} is not lambdock's own: it leads somewhere`,
    suggestions: [`docker network rm ${CLOSED_NETWORK}`],
    details: {network: CLOSED_NETWORK},
  });
}

const create = (engine: Networks): Promise<boolean> =>
  engine.createClosedNetwork({
    name: CLOSED_NETWORK,
    labels: {[LABELS.version]: VERSION, [LABELS.role]: 'network'},
  });

/** An engine whose internal networks this machine has no address in. */
export const notIsolated = (why: string): LambdockError =>
  new LambdockError('ISOLATION_UNAVAILABLE', {
    message: `a container without a way out cannot be reached from here: ${why}`,
  });
