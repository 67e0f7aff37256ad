import type {Architecture} from './architecture.js';
import type {Driver} from './driver.js';

/** Lambda's own defaults (and two of ours), for what neither project nor flags say. */
export const DEFAULTS = {
  timeoutSeconds: 3,
  memoryMb: 128,
  architecture: 'x86_64' satisfies Architecture as Architecture,
  region: 'us-east-1',
  driver: 'rie' satisfies Driver as Driver,
  /** The account of an ARN, as the emulator has it. */
  account: '012345678912',
  /** What the layer cache may hold. */
  layersCacheMb: 4096,
} as const;
