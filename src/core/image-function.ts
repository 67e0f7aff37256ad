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

/** A build with the name that its content gives it. */
export interface NamedBuild extends BuildInput {
  readonly name: string;
  readonly digest: string;
}
