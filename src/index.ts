export {createLambdock} from './lambdock.js';
export type {
  Lambdock,
  LambdaFunction,
  LambdaServer,
  ProjectWatch,
  Warmed,
  OpenFunction,
} from './wire/lambdock-types.js';
export type {AccessRecord} from './core/access-record.js';
export type {ServedChange, ServeOptions} from './core/serve-options.js';
export type {
  ContextOverrides,
  EventOptions,
  FunctionOverrides,
  InvokeOptions,
  LambdockOptions,
  OpenOptions,
  WatchOptions,
  PullPolicy,
  StandInPolicy,
} from './core/options.js';
export type {Architecture} from './core/architecture.js';
export type {BaseImageRow} from './core/base-image.js';
export type {BuildPlan, BuildStep} from './core/build-plan.js';
export type {Check} from './core/check.js';
export type {
  AskedValue,
  ComposedService,
  ComposeFile,
  ComposeOptions,
} from './core/compose/compose-options.js';
export type {DebuggerAttachment} from './core/debugger.js';
export type {
  BuildChange,
  BuildInput,
  BuiltInput,
  HookInput,
  Hooks,
  InvokeChange,
  InvokedInput,
  InvokeInput,
  NamedHooks,
  ResultChange,
  ValidateInput,
} from './core/hooks.js';
export type {ListedFunction} from './core/function-entry.js';
export type {CodeSource, FunctionSpec, LayerSource} from './core/function-spec.js';
export type {ImageUsed, InvocationResult, Outcome, Status, Timings} from './core/invocation.js';
export type {ClearedLayers, LayerRow, PulledLayer} from './core/layer.js';
export type {LogRecord} from './core/log-record.js';
export type {ProgressEvent} from './core/progress.js';
export type {RemovalReport, RunningContainer} from './core/inventory.js';
export type {PoolLimits} from './core/pool-limits.js';
export type {Warmth} from './core/sandbox.js';
export type {ErrorCode} from './errors/catalog.js';
export {payloadOf} from './core/payload-of.js';
export {envelopeOf, type Envelope} from './core/envelope.js';
export type {HttpPrelude} from './core/http-response.js';
export {exitCodeOf} from './core/exit-code.js';
export {FunctionError} from './errors/function-error.js';
export {isLambdockError, LambdockError} from './errors/lambdock-error.js';
