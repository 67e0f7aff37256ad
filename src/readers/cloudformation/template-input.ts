import type {ConfigDocument} from '../../core/document.js';
import type {FunctionOverrides} from '../../core/options.js';
import type {OnWarning} from '../../core/progress.js';
import type {InlineCode} from '../../files/inline-code.js';

/** What is known outside of templates, and how files are reached. */
export interface Surroundings {
  /** Reads a template; rejects with PROJECT_NOT_FOUND and PROJECT_INVALID. */
  readonly read: (file: string) => ConfigDocument;
  readonly exists: (path: string) => boolean;
  /** The folder that holds code written in a template. */
  readonly inlineCode: (code: InlineCode) => Promise<string>;
  /** Parameters by name, with where they come from. */
  readonly params: ReadonlyMap<string, {readonly value: string; readonly origin: string}>;
  readonly region: string;
  /** The stack's name where a flag tells it. */
  readonly stackName: string | null;
  /** What flags say for every function: it is not looked at in a template. */
  readonly overrides: FunctionOverrides;
  readonly onWarning?: OnWarning | undefined;
}

/** A template to read, and what its paths start from. */
export interface TopTemplate {
  readonly document: ConfigDocument;
  /** Absolute folder of relative paths. */
  readonly folder: string;
  /** Where paths may start from instead: what `sam build` made still names Dockerfiles of the source. */
  readonly sourceFolder: string | null;
  /** The deployed stack's name, where the project tells it. */
  readonly stackName: string | null;
  /** What its functions are named below, where the project has several stacks. */
  readonly label: string | null;
  readonly assets: Assets;
}

/** What a cloud assembly says of its assets, by their hashes. Paths are absolute. */
export interface Assets {
  readonly files: ReadonlyMap<string, string>;
  readonly images: ReadonlyMap<string, ImageAsset>;
}

/** An image that the CDK would build. */
export interface ImageAsset {
  readonly directory: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target: string | null;
}

/** The assets of what is no cloud assembly. */
export const NO_ASSETS: Assets = {files: new Map(), images: new Map()};
