import type {ContainerRequest, Engine, OutputSink} from '../docker/engine.js';
import type {OutputPipes} from '../files/output-pipes.js';
import type {RieClient} from '../net/rie-client.js';
import type {RuntimeListener, RuntimeListening} from '../net/runtime-api-server.js';
import type {RouteMemory} from '../core/route-memory.js';
import type {ClosedNetwork} from './closed-network.js';

/** What a driver needs from outside; a test passes small fakes. */
export interface SandboxTools {
  readonly engine: Engine;
  readonly rie: RieClient;
  readonly routes: RouteMemory;
  /** Called when the engine has been told to start the container: it is busy for a quarter of a second. */
  readonly meanwhile: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Null where the system has no pipes with names. */
  readonly openPipes: (sink: OutputSink) => Promise<OutputPipes | null>;
}

/** What to start. */
export interface SandboxRequest {
  /** Image, environment, labels and networking of the container. */
  readonly container: ContainerRequest;
  readonly version: string;
  readonly timeoutMs: number;
  readonly memoryLimitMb: number;
  /** Whether its output is to come through pipes of ours, at once and with a known end: in images that have a shell. */
  readonly isPiped: boolean;
  /** Whether something may have been put into /opt/extensions, and is meant to run. */
  readonly mayHaveExtensions: boolean;
  /** The network, where it is lambdock's own and leads nowhere: no port can be published there. */
  readonly closedIn?: Pick<ClosedNetwork, 'ready'>;
}

/** What the runtime-api driver needs from outside. */
export interface HostTools extends Pick<
  SandboxTools,
  'engine' | 'rie' | 'meanwhile' | 'now' | 'openPipes'
> {
  readonly listen: (listening: RuntimeListening) => Promise<RuntimeListener>;
}

/** What to start for a runtime that lambdock itself is the host of. */
export interface HostedRequest extends SandboxRequest {
  /** For messages. */
  readonly functionName: string;
  readonly functionArn: string;
}
