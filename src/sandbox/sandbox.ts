import type {Verdict} from '../core/verdict.js';
import type {Invocation, Measurements} from '../core/invocation.js';
import type {LogRecord} from '../core/log-record.js';
import type {ContainerRequest, Engine} from '../docker/engine.js';
import type {RieClient} from '../net/rie-client.js';
import type {RouteMemory} from '../core/route-memory.js';

/** What a driver needs from outside; a test passes small fakes. */
export interface SandboxTools {
  readonly engine: Engine;
  readonly rie: RieClient;
  readonly routes: RouteMemory;
  /** Called when the engine has been told to start the container: it is busy for a quarter of a second. */
  readonly meanwhile: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What to start. */
export interface SandboxRequest {
  /** Image, environment, labels and networking of the container. */
  readonly container: ContainerRequest;
  readonly version: string;
  readonly timeoutMs: number;
  readonly memoryLimitMb: number;
}

/** Who hears of an event while it runs. */
export interface EventListeners {
  readonly onOutput?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  readonly onLog?: ((record: LogRecord) => void) | undefined;
  /** Each line of the container's stderr that is none of the emulator's events. */
  readonly onEmulatorLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What one event brought to light. */
export interface Observation extends Verdict, Measurements {
  readonly requestId: string;
  readonly logs: readonly LogRecord[];
  readonly logsDropped: number;
  /** What kept the event from ending well and is not in its outcome: extensions, by name. */
  readonly problems: readonly string[];
  /** Whether an extension wants to be told of the end. */
  readonly awaitsShutdown: boolean;
  readonly invokeMs: number;
}

/** One running, ready execution environment. It takes one event at a time. */
export interface Sandbox extends AsyncDisposable {
  readonly id: string;
  /** From the create request to the started container. */
  readonly startMs: number;
  /** From the started container to a listening driver. */
  readonly readyMs: number;
  /** Runs one event; rejects with SANDBOX_LOST when the container went away by itself. */
  invoke(invocation: Invocation, listeners: EventListeners): Promise<Observation>;
  /**
   * Tells the container to end and returns; the engine removes it. `ended` resolves when the
   * extensions that wait for the end have done their last work.
   */
  stop(listeners?: EventListeners): Promise<{readonly ended: Promise<void>}>;
}
