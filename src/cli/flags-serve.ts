import {Errors, Flags} from '@oclif/core';
import {durationOf} from '../core/duration-of.js';
import {SERVE_DEFAULTS} from '../core/serve-options.js';
import {variableOf} from './flags.js';

/** A length of time, in milliseconds. */
const duration = Flags.custom<number>({
  parse: async (text) => {
    const ms = durationOf(text);
    if (ms !== null) return ms;
    throw new Errors.CLIError(`a duration such as 30s, 10m or 1h is expected; "${text}" is none`);
  },
});

/** Where `serve` listens, and how many environments it keeps. */
export const serveFlags = {
  host: Flags.string({
    default: SERVE_DEFAULTS.host,
    env: variableOf('host'),
    helpGroup: 'SERVER',
    helpValue: 'ADDRESS',
    summary: 'Address to listen on; it has no password. Example: --host 0.0.0.0',
  }),
  port: Flags.integer({
    default: SERVE_DEFAULTS.port,
    min: 0,
    max: 65_535,
    env: variableOf('port'),
    helpGroup: 'SERVER',
    helpValue: 'PORT',
    summary: 'Port to listen on; 0 takes a free one. Example: --port 0',
  }),
  'retry-delay': duration({
    env: variableOf('retry-delay'),
    helpGroup: 'EVENTS',
    helpValue: 'DURATION',
    summary:
      'Wait before an event of type Event is tried again, twice that before the second time (default: 1m, as on Lambda). Example: --retry-delay 1s',
  }),
  retries: Flags.integer({
    min: 0,
    max: 2,
    env: variableOf('retries'),
    helpGroup: 'EVENTS',
    helpValue: 'N',
    summary:
      'How often such an event is tried again (default: what the project says, else 2). Example: --retries 0',
  }),
  'on-failure': Flags.string({
    env: variableOf('on-failure'),
    helpGroup: 'EVENTS',
    helpValue: 'FILE',
    summary:
      "Records of those that failed to the last, one a line, as Lambda's destinations get them; replay reads it. Example: --on-failure failed.ndjson",
  }),
  'on-success': Flags.string({
    env: variableOf('on-success'),
    helpGroup: 'EVENTS',
    helpValue: 'FILE',
    summary: 'The same of those that succeeded. Example: --on-success done.ndjson',
  }),
  watch: Flags.boolean({
    default: false,
    env: variableOf('watch'),
    helpGroup: 'SERVER',
    summary: 'Serve new code, layers and settings as they are saved. Example: --watch',
  }),
  concurrency: Flags.integer({
    min: 1,
    env: variableOf('concurrency'),
    helpGroup: 'POOL',
    helpValue: 'N',
    summary:
      'Execution environments per function at most (default: the cores of the engine). Example: --concurrency 4',
  }),
  'max-environments': Flags.integer({
    min: 1,
    env: variableOf('max-environments'),
    helpGroup: 'POOL',
    helpValue: 'N',
    summary: 'Execution environments of all functions together. Example: --max-environments 12',
  }),
  warm: Flags.integer({
    default: SERVE_DEFAULTS.warm,
    min: 0,
    env: variableOf('warm'),
    helpGroup: 'POOL',
    helpValue: 'N',
    summary: 'Environments per function from the start (default: 1). Example: --warm 2',
  }),
  idle: duration({
    env: variableOf('idle'),
    helpGroup: 'POOL',
    helpValue: 'DURATION',
    summary: 'How long one above --warm may rest before it goes (default: 10m). Example: --idle 1m',
  }),
  queue: Flags.integer({
    min: 0,
    env: variableOf('queue'),
    helpGroup: 'POOL',
    helpValue: 'N',
    summary:
      'Events per function that may wait; one more is answered 429 (default: 1000). Example: --queue 50',
  }),
};
