import type {Architecture} from './architecture.js';
import type {Driver} from './driver.js';

/** Lambda's own defaults (and two of ours), for what neither project nor flags say. */
export const DEFAULTS = {
  timeoutSeconds: 3,
  memoryMb: 128,
  architecture: 'x86_64' satisfies Architecture as Architecture,
  region: 'us-east-1',
  driver: 'rie' satisfies Driver as Driver,
  /**
   * An account that is nobody's: of functions' ARNs with the driver runtime-api and of what templates
   * name. The emulator has another one of its own, which nothing changes.
   */
  account: '123456789012',
  /** What the layer cache may hold. */
  layersCacheMb: 4096,
} as const;
