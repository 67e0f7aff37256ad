import type {Architecture} from './architecture.js';

/** Lambda's own defaults, for what neither project nor flags say. */
export const DEFAULTS = {
  timeoutSeconds: 3,
  memoryMb: 128,
  architecture: 'x86_64' satisfies Architecture as Architecture,
  region: 'us-east-1',
} as const;
