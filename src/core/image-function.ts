import type {FunctionSpec, ImageConfig} from './function-spec.js';

/** What a container-image function overrides of its image; null for a function with code. */
export const imageConfigOf = ({code}: Pick<FunctionSpec, 'code'>): ImageConfig | null =>
  code.kind === 'image' ? code.config : null;
