import type {CodePart} from './code-tree.js';
import type {FunctionSpec, ImageBuild, ImageConfig} from './function-spec.js';

/** What a container-image function overrides of its image; null for a function with code. */
export const imageConfigOf = ({code}: Pick<FunctionSpec, 'code'>): ImageConfig | null =>
  code.kind === 'image' || code.kind === 'build' ? code.config : null;

/** What the image of a Dockerfile is made from, looked at. */
export interface BuildInput {
  readonly source: ImageBuild;
  /** Relative to the context. */
  readonly dockerfile: string;
  readonly text: string;
  /** What goes to the builder, after .dockerignore. */
  readonly part: CodePart;
}

/** The images that a build uses. */
export interface StageImages {
  /** Their names in the engine. */
  readonly all: readonly string[];
  /** Names in the Dockerfile, and the other images that take their places: those of a mirror, or stand-ins. */
  readonly changed: readonly (readonly [written: string, used: string])[];
  /** The Dockerfile with these images; null where it stays as it is. */
  readonly rewrite: ((dockerfile: string) => string) | null;
  /** Ids of the stand-ins among them. */
  readonly standIns: readonly string[];
  /** A stand-in is never used silently. */
  readonly warnings: readonly string[];
}

/** A build with the name that its content gives it. */
export interface NamedBuild extends BuildInput {
  readonly name: string;
  readonly digest: string;
  readonly images: StageImages;
}
