import type {BuildPlan} from '../core/build-plan.js';
import type {EnvironmentRow} from '../core/environment-row.js';
import type {LockReport} from '../core/aws-lock.js';
import type {Check} from '../core/check.js';
import type {ComposeFile, ComposeOptions} from '../core/compose/compose-options.js';
import type {ListedFunction} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ClearedLayers, LayerRow, PulledLayer} from '../core/layer.js';
import type {InvocationResult} from '../core/invocation.js';
import type {Driver} from '../core/driver.js';
import type {EventOptions, InvokeOptions, OpenOptions, WatchOptions} from '../core/options.js';
import type {ServeOptions} from '../core/serve-options.js';
import type {Warmth} from '../core/sandbox.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {ReplayReport} from '../core/replay-report.js';
import type {BaseImageRow} from '../core/base-image.js';
import type {RemovalReport, RunningContainer} from '../core/inventory.js';

/** A function of the project: a view, nothing is held. */
export interface LambdaFunction {
  /** The function as the project and the overrides describe it. */
  spec(): Promise<FunctionSpec>;
  /** What a build would do, with the cause of every step. */
  plan(): Promise<BuildPlan>;
  /** Makes the derived image true; resolves with what was done. */
  build(): Promise<BuildPlan>;
  /**
   * All that matters of its execution environments, as code and settings are now: where it is the same, so is the
   * function to an event. Nothing is made or started; what a hook runs before a build is run.
   */
  key(): Promise<string>;
  /** Every variable that it would find, with where each comes from; needs Docker for the image's own alone. */
  environment(): Promise<readonly EnvironmentRow[]>;
  /**
   * Runs one event. Bytes are sent as they are; any other value is sent as JSON.
   * Resolves whatever the function does; rejects only with a LambdockError.
   */
  invoke(event: unknown, options?: InvokeOptions): Promise<InvocationResult>;
  /**
   * Settles code, image, settings and environment once, for many events: what is edited later is not
   * seen. Builds the image where it is missing. Dispose it to end its execution environments.
   */
  open(options?: OpenOptions): Promise<OpenFunction>;
  /**
   * Runs recorded events, read from files (`-` is stdin), through a pool of their own. What was started
   * is removed before it resolves; dispose what it resolves with when its entries have been read.
   */
  replay(inputs: readonly string[], options?: ReplayOptions): Promise<Replay>;
}

/** The shards of a replay as one. */
export interface MergedReplay extends ReplayReport, AsyncDisposable {
  /** Which of the runs failures ended before all was run. */
  readonly notes: readonly string[];
}

/** A finished replay. */
export interface Replay extends ReplayReport, AsyncDisposable {
  /** The file of its entries; a temporary one is gone when the replay is disposed. */
  readonly results: string;
  /** What the comparison tells besides: how many goldens were written. */
  readonly notes: readonly string[];
}

/** How far execution environments are that were warmed. */
export interface Warmed {
  /** Of the least warm. */
  readonly warmth: Warmth;
  /** Why an init failed; null where none did, or where the driver cannot know before an event. */
  readonly initFailure: string | null;
  /** Whether every other try would fail as well: it is the code that is at fault. */
  readonly isLasting: boolean;
}

/** A function as it was when it was opened. */
export interface OpenFunction extends AsyncDisposable {
  readonly spec: FunctionSpec;
  readonly driver: Driver;
  /** The image that its containers are made from. */
  readonly image: string;
  /** The ARN by which it is invoked. */
  readonly arn: string;
  /** Its execution environments that are there, those that have an event, and the events that wait for one. */
  figures(): {readonly environments: number; readonly busy: number; readonly waiting: number};
  /** Digest of image, environment and settings: functions that are alike to an event have the same. */
  readonly key: string;
  /** How far the environments that `warm` asked for are; null where it asked for none. */
  readonly warmth: Warmth | null;
  /** Has so many execution environments at once, which do not go for having rested; they are warm when it resolves. */
  warm(count: number, signal?: AbortSignal): Promise<Warmed>;
  /** As `invoke` of a function, without a look at the project, the code and the base image. */
  invoke(event: unknown, options?: EventOptions): Promise<InvocationResult>;
  /** Aborts its events and ends its environments; twice does no harm. */
  dispose(): Promise<void>;
}

/** A look at the files of a project, until it is disposed. */
export interface ProjectWatch extends AsyncDisposable {
  /**
   * Resolves with the absolute paths of what has changed since the last time, once it has become quiet;
   * what is asked of the lambdock from then on sees the project as it is now.
   */
  next(signal?: AbortSignal): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

/** Functions behind a port, until it is disposed. */
export interface LambdaServer extends AsyncDisposable {
  /** `http://127.0.0.1:3001`: the endpoint for SDKs. */
  readonly url: string;
  readonly port: number;
  /** Resolves when every function is opened and its first environments are warm; rejects when one cannot be. */
  readonly ready: Promise<void>;
  /**
   * Takes no more requests, answers those that are there, and ends the environments; twice does no
   * harm. Dispose the server before its lambdock, which would abort them.
   */
  dispose(): Promise<void>;
}

/** lambdock as a library; the command line is its first user. Connects on first need. */
export interface Lambdock extends AsyncDisposable {
  /** Every function of the project; Docker is not needed. */
  functions(): Promise<readonly FunctionSpec[]>;
  /** Every function with its settings, or with why they are not known; Docker is not needed. */
  listFunctions(): Promise<readonly ListedFunction[]>;
  /** A function by name; without one, the only function of the project. */
  function(name?: string): LambdaFunction;
  /** Makes images of functions and of a gateway, and a compose file that runs them. */
  compose(options?: ComposeOptions): Promise<ComposeFile>;
  /** Base images by runtime: what is here, real or stand-in. */
  images(): Promise<readonly BaseImageRow[]>;
  /** Pulls the base images of these runtimes (default: of the project's functions whose settings are known). */
  pullImages(runtimes: readonly string[]): Promise<readonly BaseImageRow[]>;
  /** Builds offline stand-ins of the base images of these runtimes. */
  buildStandIns(runtimes: readonly string[]): Promise<readonly BaseImageRow[]>;
  /** The layers of these functions (default: of all whose settings are known), in the order of merging; nothing is fetched. */
  layers(functions?: readonly string[]): Promise<readonly LayerRow[]>;
  /** Fetches the layers of these functions (default: of all whose settings are known) that have an ARN into the cache. */
  pullLayers(functions?: readonly string[]): Promise<readonly PulledLayer[]>;
  /** Empties the layer cache. */
  clearLayers(): Promise<ClearedLayers>;
  /** Asks AWS for all that the functions refer to, and keeps the answers beside the project file. */
  lockEnvironment(options?: {readonly check?: boolean}): Promise<LockReport>;
  /** Serves the Invoke API of Lambda for these functions, each with environments of its own. */
  serve(options?: ServeOptions): Promise<LambdaServer>;
  /** One report of the results of all the shards of a replay; `results` names a file for all of them, `reports` those made of it. */
  mergeReplays(
    files: readonly string[],
    options?: {readonly results?: string; readonly reports?: readonly string[]},
  ): Promise<MergedReplay>;
  /** Looks at code, layers and project file for changes. */
  watch(options?: WatchOptions): Promise<ProjectWatch>;
  /** lambdock's containers in the engine. */
  ps(): Promise<readonly RunningContainer[]>;
  /** Stops and removes lambdock's containers that no living process owns, or all of them. */
  down(options?: {readonly all?: boolean}): Promise<RemovalReport>;
  /** Removes containers and derived images that lambdock made; stand-ins too when asked. */
  prune(options?: {readonly standIns?: boolean; readonly dryRun?: boolean}): Promise<RemovalReport>;
  /** Checks of this machine, each with its remedy. */
  diagnose(): Promise<readonly Check[]>;
  /** Stops what still runs and releases every connection; twice does no harm. */
  dispose(): Promise<void>;
}
