import {Flags} from '@oclif/core';
import {variableOf} from './flags.js';

/** How `build` goes about it. */
export const buildFlags = {
  'dry-run': Flags.boolean({
    default: false,
    env: variableOf('dry-run'),
    helpGroup: 'BUILD',
    summary: 'Print the plan, with the cause of every step, and build nothing. Example: --dry-run',
  }),
  concurrency: Flags.integer({
    min: 1,
    default: 4,
    env: variableOf('concurrency'),
    helpGroup: 'BUILD',
    helpValue: 'N',
    summary: 'Functions built at the same time. Example: --concurrency 2',
  }),
};
