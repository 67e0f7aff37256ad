import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import type {Invocation} from '../core/invocation.js';
import type {PoolLimits} from '../core/pool-limits.js';
import type {EventListeners, Observation} from '../core/sandbox.js';
import type {RieClient} from '../net/rie-client.js';

/** What a fleet needs from outside. */
export interface FleetTools {
  /** Milliseconds since the epoch, with fractions. */
  readonly now: () => number;
  /** Addresses of a service's containers. */
  readonly addressesOf: (service: string) => Promise<readonly string[]>;
  readonly rie: RieClient;
  readonly limits: Pick<PoolLimits, 'queue' | 'queueMs'>;
  /** Hears why a function's init fails, once as long as the cause is the same. */
  readonly onInitFailure: (functionName: string, cause: string) => void;
}

/** A function whose containers others start. */
export interface Lane {
  readonly settings: GatewayFunction;
  /** How many containers there are, how many have an event, and how many events wait. */
  figures(): LaneFigures;
  /** Runs one event in a container that is free, as soon as there is one. */
  invoke(invocation: Invocation, listeners: EventListeners): Promise<Ran>;
  /** Refuses whoever waits, and lets go of the containers. */
  close(reason: Error): void;
}

/** What a lane has. */
export interface LaneFigures {
  readonly environments: number;
  readonly busy: number;
  readonly waiting: number;
  readonly isReady: boolean;
  /** Why its latest init failed, where no container is ready; null where that is not known. */
  readonly initFailure: string | null;
}

/** What an event brought to light, and how many containers it was given to. */
export interface Ran {
  readonly observation: Observation;
  readonly attempts: number;
}
