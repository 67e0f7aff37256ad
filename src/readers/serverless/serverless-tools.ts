import type {AwsLookup} from '../../core/aws-lookup.js';
import type {SourceFile} from '../../core/source-file.js';

/** What a serverless project is read with. */
export interface ServerlessTools {
  /** The project file, read. */
  readonly file: SourceFile;
  readonly flags: ServerlessFlags;
  /** The caller's own variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The variables of the project's .env files for a stage. */
  dotenv(stage: string): Promise<Readonly<Record<string, string>>>;
  /** A YAML or JSON file; null where there is none. */
  readSource(file: string): SourceFile | null;
  /** What a JavaScript or TypeScript module exports; undefined where there is none. */
  loadModule(file: string): Promise<unknown>;
  /** A file of any other kind; null where there is none. */
  readText(file: string): string | null;
  /** What git says of the project's folder; null where it does not know. */
  git(question: string): Promise<string | null>;
  /** Asked only when a variable that needs AWS is reached. */
  aws(region: string): Promise<AwsLookup>;
  /** Milliseconds since the epoch of the last change; null where there is no such file. */
  changedAt(file: string): number | null;
  warn(message: string): void;
}

/** What flags say of a serverless project. */
export interface ServerlessFlags {
  readonly stage: string | null;
  readonly region: string | null;
  readonly profile: string | null;
  readonly params: Readonly<Record<string, string>>;
  /** The stack's name, where a flag names one. */
  readonly stack: string | null;
  /** Which settings flags give for every function, so that the file need not. */
  readonly overridden: {
    readonly runtime: boolean;
    readonly handler: boolean;
    readonly code: boolean;
    /** An image in place of runtime, code and layers. */
    readonly image: boolean;
    readonly layers: boolean;
    readonly memory: boolean;
    readonly timeout: boolean;
    readonly architecture: boolean;
  };
}
