import type {Driver} from './driver.js';
import type {EventInvokeConfig} from './event-invoke.js';
import type {FunctionConfiguration} from './function-configuration.js';
import type {InvocationResult} from './invocation.js';
import type {EventOptions} from './options.js';

/** What the pool has of one function, for metrics and readiness. */
export interface FunctionFigures {
  /** Execution environments that are there. */
  readonly environments: number;
  /** Those of them that have an event. */
  readonly busy: number;
  /** Events that wait for one. */
  readonly waiting: number;
  /** Whether its first environments are warm. */
  readonly isReady: boolean;
  /** Why it is not, where its init fails. */
  readonly initFailure?: string | null;
}

/** A function as the Invoke API sees it, whatever runs it. */
export interface ServedFunction {
  /** Its name in the project. */
  readonly name: string;
  readonly configuration: FunctionConfiguration;
  readonly driver: Driver;
  /** What its project says of events that nobody waits for. */
  readonly eventInvoke?: EventInvokeConfig | undefined;
  figures(): FunctionFigures;
  /** As OpenFunction.invoke; rejects with LambdockError POOL_FULL when nothing can take the event. */
  invoke(event: Uint8Array, options: EventOptions): Promise<InvocationResult>;
}

/** What stands behind a listener: a set that may change while requests run. */
export interface ServedFunctions {
  list(): readonly ServedFunction[];
  /** By the name in the project, the name in AWS, or another name; ARN and qualifier are off already. */
  find(name: string): ServedFunction | null;
  readonly isReady: boolean;
}
