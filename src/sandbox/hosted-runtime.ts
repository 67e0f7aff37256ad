import type {ContainerOutput} from '../docker/engine.js';
import type {OutputPipes} from '../files/output-pipes.js';
import type {RuntimeListener} from '../net/runtime-api-server.js';
import type {RuntimeHost} from '../core/hosting/runtime-host.js';
import type {RuntimeOutput} from './runtime-output.js';

/** A started container whose runtime asks lambdock for work, and what belongs to it. */
export interface HostedRuntime {
  readonly id: string;
  /** `172.17.0.1`, where the runtime asks. Of its port nothing is told: each environment has another one. */
  readonly address: string;
  /** Where the container itself is reached. */
  readonly ownAddress: string;
  readonly host: RuntimeHost;
  readonly listener: RuntimeListener;
  readonly output: RuntimeOutput;
  /** What the function's lines come through; null where that is the engine alone. */
  readonly pipes: OutputPipes | null;
  readonly attachment: ContainerOutput;
  /** When the container started, by this machine's clock. */
  readonly startedAt: number;
  /** Has the engine kill it, once; resolves when the engine knows. */
  readonly kill: () => Promise<void>;
  /** Resolves at the end of the container. */
  readonly exited: Promise<void>;
  readonly end: ContainerEnd;
  /** Whether the runtime, or anything else in the container, has ever connected. */
  readonly contact: {seen: boolean};
}

/** The end of a container. */
export interface ContainerEnd {
  isOver: boolean;
  /** Where the engine says one. */
  exitCode: number | null;
  /** Whether the engine was lost sight of, and how the container ended with it. */
  isUnseen: boolean;
  /** Told at the end; one listener, since a promise would keep every event that ever waited for it. */
  onEnd: () => void;
}
