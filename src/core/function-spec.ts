import type {Architecture} from './architecture.js';
import type {ComparisonRule} from './comparison/comparison-rule.js';
import type {DockerOptions} from './docker-options.js';
import type {RedactionRules} from './redaction.js';
import type {Place} from './place.js';
import type {DeferredValue, ReferenceScope} from './reference-scope.js';
import type {Reference} from './reference.js';

/** Where a function's code comes from. Paths are absolute. */
export type CodeSource =
  | {readonly kind: 'directory'; readonly path: string; readonly ignore: readonly string[]}
  | {readonly kind: 'archive'; readonly path: string}
  | {readonly kind: 'image'; readonly reference: string; readonly config: ImageConfig}
  | ImageBuild;

/** A container image that is built from a Dockerfile. Paths are absolute. */
export interface ImageBuild {
  readonly kind: 'build';
  readonly context: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target: string | null;
  readonly config: ImageConfig;
  readonly place: Place | null;
  /** What is no part of the context besides that which a .dockerignore names: paths in it, with slashes. */
  readonly leftOut?: readonly string[];
}

/** What a container-image function overrides of its image, as Lambda's ImageConfig does. */
export interface ImageConfig {
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
}

/** A layer as the project names it; paths are absolute. */
export type LayerSource =
  | {readonly kind: 'directory'; readonly path: string; readonly ignore: readonly string[]}
  | {readonly kind: 'archive'; readonly path: string}
  | {readonly kind: 'arn'; readonly arn: string};

/** The value of an environment variable as declared; null removes the variable. */
export type DeclaredValue = string | null | Reference | DeferredValue;

/** A declared variable and where it was declared. */
export interface DeclaredVariable {
  readonly value: DeclaredValue;
  readonly origin: string;
}

/** One function, complete, defaults applied. */
export interface FunctionSpec {
  readonly name: string;
  /** Lambda's runtime identifier (`nodejs22.x`), or null for a container-image function. */
  readonly runtime: string | null;
  readonly architecture: Architecture;
  /** `file.function` or the runtime's own grammar; null where the image says it. */
  readonly handler: string | null;
  /** For an image of AWS's entry that names none itself. */
  readonly handlerElse?: string | null;
  readonly code: CodeSource;
  /** A base image to use in place of the runtime table's. */
  readonly baseImage: string | null;
  readonly layers: readonly LayerSource[];
  readonly environment: Readonly<Record<string, DeclaredVariable>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly place: Place | null;
  /** The function's name in AWS where it is not `name`: AWS_LAMBDA_FUNCTION_NAME. */
  readonly physicalName?: string;
  /** Its LoggingConfig, where the project has one. */
  readonly logging?: LoggingConfig;
  /** What the references of its environment are looked up in; without it there is no template. */
  readonly scope?: ReferenceScope;
  readonly fileSystems?: readonly FileSystem[];
  /** Size of /tmp in MB, where it is set. */
  readonly ephemeralStorageMb?: number;
  /** What its container gets besides. */
  readonly docker?: DockerOptions;
  /** How a replay compares its answers. */
  readonly replayRules?: readonly ComparisonRule[];
  /** What of its recorded events is not to be shown. */
  readonly redaction?: RedactionRules;
}

/** How a function logs, as Lambda's LoggingConfig says it. */
export interface LoggingConfig {
  readonly format: 'JSON' | 'Text';
  /** `INFO`, `DEBUG` …: what the runtime lets through, with JSON alone. */
  readonly applicationLevel?: string;
  /** Name of the log group in place of `/aws/lambda/NAME`. */
  readonly group?: string;
}

/** A file system (EFS) of a function: a folder or volume stands for it on this machine. */
export interface FileSystem {
  /** `/mnt/data`. */
  readonly mountPath: string;
  /** The access point's ARN, where it is known. */
  readonly arn: string | null;
  /** Absolute folder, or name of a volume; null where the project names none. */
  readonly source: string | null;
  readonly place: Place | null;
}
