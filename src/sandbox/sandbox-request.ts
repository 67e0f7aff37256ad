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
