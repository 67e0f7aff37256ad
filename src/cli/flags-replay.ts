import {Flags} from '@oclif/core';
import {variableOf} from './flags.js';

/** How many events run, at which pace. */
export const replayRunFlags = {
  concurrency: Flags.integer({
    min: 1,
    env: variableOf('concurrency'),
    helpGroup: 'RUN',
    helpValue: 'N',
    summary: 'Execution environments; else the cores of the engine. Example: --concurrency 4',
  }),
};

/** What becomes of the results. */
export const replayResultFlags = {
  results: Flags.string({
    env: variableOf('results'),
    helpGroup: 'RESULT',
    helpValue: 'FILE',
    summary: 'Every result as a line of JSON, as it comes. Example: --results results.ndjson',
  }),
};
