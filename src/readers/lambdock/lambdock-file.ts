import type {Architecture} from '../../core/architecture.js';
import type {DockerOptions} from '../../core/docker-options.js';
import type {Driver} from '../../core/driver.js';
import type {RedactionRules} from '../../core/redaction.js';
import type {Reference} from '../../core/reference.js';

/** A value of `environment:` before it becomes text. */
export type WrittenValue = string | null | Reference | number | boolean;

/** How answers are compared: `replay:`. */
export interface ReplayKeys {
  readonly ignore?: readonly string[];
  readonly mask?: readonly (
    string | {readonly regex: string; readonly name?: string; readonly path?: string}
  )[];
  readonly unordered?: readonly string[];
  readonly parse?: readonly string[];
  readonly tolerance?: number | Readonly<Record<string, number>>;
}

/** Of events that nobody waits for: `asynchronous:`. */
export interface AsynchronousKeys {
  readonly retries?: number;
  readonly maximumAge?: number;
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

/** What `defaults:` and a function may both say. */
export interface CommonKeys {
  readonly runtime?: string;
  readonly architecture?: Architecture;
  readonly timeout?: number;
  readonly memory?: number;
  readonly layers?: readonly string[];
  readonly environment?: Readonly<Record<string, WrittenValue>>;
  readonly ignore?: readonly string[];
  readonly fileSystems?: readonly {readonly mountPath: string; readonly source?: string}[];
  readonly ephemeralStorage?: number;
  readonly docker?: DockerOptions;
  readonly asynchronous?: AsynchronousKeys;
  readonly replay?: ReplayKeys;
  readonly redact?: Partial<RedactionRules>;
}

/** One entry of `functions:`. */
export interface FunctionKeys extends CommonKeys {
  readonly handler?: string;
  readonly code?: string;
  readonly image?: string;
  readonly build?:
    | string
    | {
        readonly context?: string;
        readonly dockerfile?: string;
        readonly args?: Readonly<Record<string, string | number | boolean>>;
        readonly target?: string;
      };
  readonly imageConfig?: {
    readonly command?: readonly string[];
    readonly entryPoint?: readonly string[];
    readonly workingDirectory?: string;
  };
  readonly baseImage?: string;
}

/** A lambdock.yml that met lambdock.schema.json. */
export interface LambdockFile {
  readonly version?: 1;
  readonly name?: string;
  readonly registry?: string;
  readonly driver?: Driver;
  readonly stack?: string;
  readonly layersCache?: string;
  readonly layerMap?: Readonly<Record<string, string>>;
  readonly runtimes?: Readonly<Record<string, {readonly image: string}>>;
  readonly hooks?: string;
  readonly endpoints?: string | Readonly<Record<string, string>>;
  readonly defaults?: CommonKeys;
  readonly functions: Readonly<Record<string, FunctionKeys>>;
}
