import type {Architecture} from './architecture.js';
import type {CognitoIdentity} from './invocation.js';
import type {Driver} from './driver.js';
import type {DebuggerAttachment} from './debugger.js';
import type {Hooks, NamedHooks} from './hooks.js';
import type {LogRecord} from './log-record.js';
import type {PoolLimits} from './pool-limits.js';
import type {OnProgress, OnWarning} from './progress.js';

/** What flags (or a library user) say about a function, over what the project file says. */
export interface FunctionOverrides {
  readonly runtime?: string;
  readonly handler?: string;
  /** Folder, .zip or .jar; relative to `cwd`. */
  readonly code?: string;
  /** With code: the base image. Alone: a container-image function. */
  readonly image?: string;
  /** Folders, .zip files or ARNs; replaces the project's layers. */
  readonly layers?: readonly string[];
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
  readonly architecture?: Architecture;
}

/** `--pull`. */
export type PullPolicy = 'missing' | 'always' | 'never';

/** `--stand-in`. */
export type StandInPolicy = 'auto' | 'never';

/** Options of `createLambdock`; each has the meaning of the flag of the same name. */
export interface LambdockOptions {
  /** Folder that relative paths start from; default: the current one. */
  readonly cwd?: string;
  /** Project file; default: the first one found in `cwd` or above. */
  readonly project?: string;
  readonly overrides?: FunctionOverrides;
  /** Stage of a serverless.yml. */
  readonly stage?: string;
  /** Parameters of a template or a serverless.yml, by name. */
  readonly params?: Readonly<Record<string, string>>;
  /** Name of a deployed CloudFormation stack that references are looked up in. */
  readonly stack?: string;
  /** Lock file with answers of AWS; default: `lambdock.lock.json` beside the project file, if it is there. */
  readonly lockFile?: string;
  /** Environment variables over all others; null removes one. */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly envFiles?: readonly string[];
  /** Hooks, or the module that exports them, in place of the project's own. */
  readonly hooks?: Hooks | string;
  /** Hooks of plugins; they come before those of the project. */
  readonly pluginHooks?: readonly NamedHooks[];
  readonly registry?: string;
  readonly pull?: PullPolicy;
  readonly standIn?: StandInPolicy;
  /** Folder of the layer cache. */
  readonly layersCache?: string;
  /** What the layer cache may hold, in MB; what was not used for longest goes first. */
  readonly layersCacheSizeMb?: number;
  /** Local copies of layers by ARN: folders or .zip files, relative to `cwd`. */
  readonly layerMap?: Readonly<Record<string, string>>;
  /** Neither AWS nor a registry is asked. */
  readonly offline?: boolean;
  readonly dockerHost?: string;
  readonly dockerContext?: string;
  /** What drives an execution environment; default: the project's, else `rie`. */
  readonly driver?: Driver;
  readonly network?: string;
  /** `host:ip`. */
  readonly addHosts?: readonly string[];
  readonly dns?: readonly string[];
  /** `SRC:DST[:ro]`. */
  readonly mounts?: readonly string[];
  readonly awsProfile?: string;
  readonly region?: string;
  /** Passes the caller's own AWS_* variables to the function. */
  readonly awsEnv?: boolean;
  /** False lifts the container's memory limit. */
  readonly memoryLimit?: boolean;
  /** False runs none of the external extensions in /opt/extensions; default: they run, as on Lambda. */
  readonly extensions?: boolean;
  /**
   * How many execution environments are kept between events, and for how long; false: each event
   * has one of its own, which is gone before the answer is given.
   */
  readonly pool?: Partial<PoolLimits> | false;
  readonly onProgress?: OnProgress;
  readonly onWarning?: OnWarning;
  /** Aborts everything that runs; what was started is removed. */
  readonly signal?: AbortSignal;
}

/** What one invocation may be given besides its event. */
export interface InvokeOptions {
  /** Client context: any JSON value. */
  readonly clientContext?: unknown;
  /** Request id; default: a fresh uuid. */
  readonly requestId?: string;
  /** Fields that `--context` sets. */
  readonly context?: ContextOverrides;
  /** In an execution environment that no other event sees, before or after. */
  readonly cold?: boolean;
  /** Each line the function writes, as it comes. */
  readonly onLog?: (record: LogRecord) => void;
  /** The function's output byte for byte, START and REPORT lines included, as it comes; awaited. */
  readonly onOutput?: (chunk: Uint8Array) => void | Promise<void>;
  /**
   * The answer in pieces, as they come; awaited. With the driver `rie`, or a hook that may replace it,
   * it is one piece, at the end.
   */
  readonly onResponseChunk?: (chunk: Uint8Array) => void | Promise<void>;
  /**
   * False where `onResponseChunk` is enough: an answer that comes in pieces, up to 200 MB, is not kept besides, and `payload`
   * and `body` are null. One in one piece, and one that a hook sees, has them all the same. Default: true.
   */
  readonly keepStream?: boolean;
  /**
   * Leaves the container for the next invocation of unchanged code and settings, also by another
   * process, until it has rested for so many milliseconds. Beside the pool: meant for processes that
   * run one event each. With the driver `rie` only.
   */
  readonly keepWarmMs?: number;
  /**
   * Starts the runtime under its debugger, on this port of the loopback (true: the debugger's usual
   * one); the function runs when a client has attached, and no timeout ends it.
   */
  readonly inspect?: number | true;
  /** Told once the debugger can be attached, and how. */
  readonly onDebugger?: (attachment: DebuggerAttachment) => void;
  readonly signal?: AbortSignal;
}

/** What one event of an opened function may be given besides. */
export type EventOptions = Omit<InvokeOptions, 'keepWarmMs' | 'inspect' | 'onDebugger'>;

/** How a function is opened. */
export interface OpenOptions {
  /**
   * So many execution environments are started before `open` resolves and do not go for having rested;
   * default: none before the first event.
   */
  readonly warm?: number;
  /** The context of events that bring none of their own. */
  readonly context?: ContextOverrides;
  /** Gives up opening. */
  readonly signal?: AbortSignal;
}

/** What is looked at for changes. */
export interface WatchOptions {
  /** Names of functions; default: all whose settings are known. */
  readonly functions?: readonly string[];
  /** Further files, relative to `cwd`. */
  readonly files?: readonly string[];
  /** Files that are written meanwhile, relative to `cwd`: no change. Where stdout and stderr go is known. */
  readonly written?: readonly string[];
}

/** The fields of the Lambda context that `--context` may set. */
export interface ContextOverrides {
  readonly functionName?: string;
  readonly functionVersion?: string;
  readonly memoryLimitInMB?: number;
  readonly logGroupName?: string;
  readonly logStreamName?: string;
  readonly timeoutSeconds?: number;
  /** The account in the function's ARN; with the driver `runtime-api`. */
  readonly accountId?: string;
  /** With the driver `runtime-api`. */
  readonly invokedFunctionArn?: string;
  /** With the driver `runtime-api`. */
  readonly traceId?: string;
  /** With the driver `runtime-api`. */
  readonly identity?: CognitoIdentity;
}
