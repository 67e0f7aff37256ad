import type {FunctionSpec} from './function-spec.js';
import type {Mount} from './mount.js';

/** Whether a function runs in one of AWS's own images, or in one that is made of it. */
export const isOfAws = ({code, baseImage}: FunctionSpec): boolean =>
  baseImage === null && code.kind !== 'image' && code.kind !== 'build';

/** Whether a function may have extensions: AWS's own images have none, layers, mounts and images of the user's bring them. */
export const mayBringExtensions = (spec: FunctionSpec, mounts: readonly Mount[]): boolean =>
  spec.layers.length > 0 || !isOfAws(spec) || mounts.some(({target}) => IN_OPT.test(target));

const IN_OPT = /^\/opt(\/|$)/;
