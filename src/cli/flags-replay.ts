import {Errors, Flags} from '@oclif/core';
import {ISOLATIONS, MOST_CONCURRENCY} from '../core/replay-options.js';
import {variableOf} from './flags.js';
import type {OptionalValue} from './optional-values.js';

/** The flags of `replay` whose value may be left out. */
export const REPLAY_OPTIONAL_VALUES: Readonly<Record<string, OptionalValue>> = {
  'fail-fast': {accepts: /^\d+$/, bare: '1'},
};

/** Which events run, in which order and at which pace. */
export const replayRunFlags = {
  concurrency: Flags.integer({
    min: 1,
    max: MOST_CONCURRENCY,
    env: variableOf('concurrency'),
    helpGroup: 'RUN',
    helpValue: 'N',
    summary: 'Execution environments; else the cores of the engine. Example: --concurrency 4',
  }),
  rate: Flags.custom<number>({parse: async (text) => rateOf(text)})({
    env: variableOf('rate'),
    helpGroup: 'RUN',
    helpValue: 'N',
    summary: 'Events that begin in a second, at most. Example: --rate 50',
  }),
  ordered: Flags.boolean({
    default: false,
    env: variableOf('ordered'),
    exclusive: ['shuffle'],
    helpGroup: 'RUN',
    summary: 'One after the other, as they were recorded. Example: --ordered',
  }),
  'group-by': Flags.string({
    env: variableOf('group-by'),
    helpGroup: 'RUN',
    helpValue: 'PATH',
    summary:
      "JSON path of a key: events of one key keep their order and do not overlap. Example: --group-by '$.orderId'",
  }),
  limit: Flags.integer({
    min: 1,
    env: variableOf('limit'),
    helpGroup: 'RUN',
    helpValue: 'N',
    summary: 'The first N events alone. Example: --limit 100',
  }),
  sample: Flags.integer({
    min: 1,
    env: variableOf('sample'),
    helpGroup: 'RUN',
    helpValue: 'N',
    summary: 'N events, chosen by chance. Example: --sample 500 --seed 7',
  }),
  shuffle: Flags.boolean({
    default: false,
    env: variableOf('shuffle'),
    helpGroup: 'RUN',
    summary: 'In an order that chance gives; its seed is printed. Example: --shuffle',
  }),
  seed: Flags.integer({
    min: 0,
    env: variableOf('seed'),
    helpGroup: 'RUN',
    helpValue: 'N',
    summary: 'The same chance again, for --sample and --shuffle. Example: --seed 7',
  }),
  'fail-fast': Flags.integer({
    min: 1,
    env: variableOf('fail-fast'),
    helpGroup: 'RUN',
    helpValue: '[N]',
    summary: 'Begin nothing more after N failures or differences (1). Example: --fail-fast 10',
  }),
  shard: Flags.string({
    env: variableOf('shard'),
    helpGroup: 'RUN',
    helpValue: 'i/n|auto',
    summary:
      'One part of the events; auto reads the variables of CI and array jobs. Example: --shard 1/3',
  }),
};

/** What an event can touch of others and of the world. */
export const replayIsolationFlags = {
  isolation: Flags.option({options: ISOLATIONS})({
    env: variableOf('isolation'),
    helpGroup: 'ISOLATION',
    summary:
      'A fresh environment for every event, or warm ones (default). Example: --isolation cold',
  }),
  'allow-egress': Flags.boolean({
    default: false,
    env: variableOf('allow-egress'),
    helpGroup: 'ISOLATION',
    summary:
      'Let the function reach other machines; else it is on a network that leads nowhere. Example: --allow-egress',
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
  resume: Flags.boolean({
    default: false,
    env: variableOf('resume'),
    helpGroup: 'RESULT',
    summary: 'Go on behind the results that are there. Example: --results results.ndjson --resume',
  }),
};

/** Where merged results go. */
export const mergeFlags = {
  results: Flags.string({
    helpGroup: 'RESULT',
    helpValue: 'FILE',
    summary:
      'All results in one file, in the order of the events. Example: --results results.ndjson',
  }),
};

/** What goes along with every event. */
export const replayContextFlags = {
  'client-context': Flags.string({
    env: variableOf('client-context'),
    helpGroup: 'RUN',
    helpValue: 'JSON|@FILE',
    summary: `Lambda's client context, with every event. Example: --client-context '{"custom": {"a": "b"}}'`,
  }),
  context: Flags.string({
    char: 'c',
    env: variableOf('context'),
    helpGroup: 'RUN',
    helpValue: 'JSON',
    summary: `Fields of the context of every event. Example: -c '{"functionVersion": "7"}'`,
  }),
  'context-path': Flags.string({
    env: variableOf('context-path'),
    helpGroup: 'RUN',
    helpValue: 'FILE',
    summary: 'Fields of the context from a file. Example: --context-path context.json',
  }),
};

function rateOf(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new Errors.CLIError(`a number of events in a second is expected; "${text}" is none`);
}
