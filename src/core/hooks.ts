import type {FunctionSpec} from './function-spec.js';
import type {InvocationResult} from './invocation.js';

/** What a hook may answer with: at once, or as a promise. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a function without return is one too
type Answer<T> = T | undefined | null | void | Promise<T | undefined | null | void>;

/** What a user adds to lambdock: functions that it calls at six points, each of them optional. */
export interface Hooks {
  /** Once, before anything else: what it returns is wrong with the project, and ends the run. */
  validate?(input: ValidateInput): Answer<readonly string[]>;
  /** Before the code is looked at, at every build and invocation: the place to compile it. */
  beforeBuild?(input: BuildInput): Answer<BuildChange>;
  /** When the function's image is there, made or found. */
  afterBuild?(input: BuiltInput): Answer<never>;
  /** Before an event is sent: it may be replaced, and variables added. */
  beforeInvoke?(input: InvokeInput): Answer<InvokeChange>;
  /** When the function is done with its event, before `result`. */
  afterInvoke?(input: InvokedInput): Answer<never>;
  /** Last: it may replace the answer, or make the run fail. */
  result?(input: InvokedInput): Answer<ResultChange>;
}

/** The names of the hooks, in the order of their calls. */
export const HOOK_NAMES = [
  'validate',
  'beforeBuild',
  'afterBuild',
  'beforeInvoke',
  'afterInvoke',
  'result',
] as const satisfies readonly (keyof Hooks)[];

/** One of them. */
export type HookName = (typeof HOOK_NAMES)[number];

/** The project that hooks are called for. */
export interface HookProject {
  readonly name: string;
  /** Absolute folder that relative paths start from. */
  readonly root: string;
  /** Absolute path of the project file, or null. */
  readonly file: string | null;
}

/** What every hook is told. */
export interface HookInput {
  readonly project: HookProject;
  /** Aborted when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** What `validate` is told. */
export interface ValidateInput extends HookInput {
  /** Every function of the project whose settings can be read. */
  readonly functions: readonly FunctionSpec[];
}

/** What `beforeBuild` is told. */
export interface BuildInput extends HookInput {
  readonly function: FunctionSpec;
}

/** What `beforeBuild` may change. */
export interface BuildChange {
  /** Folder, .zip or .jar to take in place of the function's code; relative to the project's folder. */
  readonly code?: string;
}

/** What `afterBuild` is told. */
export interface BuiltInput extends BuildInput {
  /** Name and tag of the function's image. */
  readonly image: string;
  /** False where it was there already. */
  readonly built: boolean;
}

/** What `beforeInvoke` is told. */
export interface InvokeInput extends BuildInput {
  /** The event parsed as JSON, or its text where it is none. */
  readonly event: unknown;
}

/** What `beforeInvoke` may change. */
export interface InvokeChange {
  /** Sent in place of the event, as JSON. */
  readonly event?: unknown;
  /** Variables over those of the project, below --env-file and --env; null removes one. */
  readonly environment?: Readonly<Record<string, string | null>>;
}

/** What `afterInvoke` and `result` are told. */
export interface InvokedInput extends InvokeInput {
  readonly result: InvocationResult;
}

/** What `result` may change. */
export interface ResultChange {
  /** Told as the answer of the function, which then counts as one that succeeded. */
  readonly payload?: unknown;
  /** Why the run fails, whatever the function did: it is told as a function error. */
  readonly fail?: string;
}

/** Hooks and where they come from. */
export interface NamedHooks {
  /** `lambdock.hooks.mjs`, `createLambdock({hooks})`. */
  readonly from: string;
  /** The module, for telling its lines from others; null for an object. */
  readonly file: string | null;
  readonly hooks: Hooks;
}
