import type {Driver} from './driver.js';
import type {FunctionEntry} from './function-entry.js';

/** What a project file says, complete. */
export interface Project {
  readonly name: string;
  /** Stable identity of the project on this machine: labels tell two checkouts apart by it. */
  readonly id: string;
  /** Absolute folder that relative paths start from. */
  readonly root: string;
  /** Absolute path of the project file, or null when flags alone describe the function. */
  readonly file: string | null;
  /** Prefix in place of `public.ecr.aws/lambda`, when the file names one. */
  readonly registry: string | null;
  /** Images of runtimes of the project's own, by name. */
  readonly runtimes?: Readonly<Record<string, string>>;
  /** Absolute path of the layer cache, when the file names one. */
  readonly layersCache?: string;
  /** What drives its execution environments, when the file says. */
  readonly driver?: Driver;
  /** Name of the deployed stack that references are looked up in, when the file names one. */
  readonly stack?: string;
  /** The region the project is for, when the file names one. */
  readonly region?: string;
  /** Local copies of layers by ARN, when the file names some: folders or .zip files. */
  readonly layerMap?: Readonly<Record<string, string>>;
  /** Absolute path of the hooks module, when the file names one. */
  readonly hooks?: string;
  readonly functions: readonly FunctionEntry[];
}
