import {Flags} from '@oclif/core';
import {RECORDING_FORMATS, type RecordingFormat} from '../core/recording-format.js';
import type {ReadOptions} from '../core/replay-options.js';
import {variableOf} from './flags.js';

/** How recordings are read: the same wherever they are. */
export const readingFlags = {
  from: Flags.option({options: RECORDING_FORMATS})({
    env: variableOf('from'),
    helpGroup: 'READING',
    helpValue: 'FORMAT',
    summary: `Format of the recordings; else found by looking: ${RECORDING_FORMATS.join(', ')}. Example: --from async-dlq`,
  }),
  select: Flags.string({
    env: variableOf('select'),
    helpGroup: 'READING',
    helpValue: 'PATH',
    summary: `JSON path of the event in each record. Example: --select '$.request.event'`,
  }),
  id: Flags.string({
    env: variableOf('id'),
    helpGroup: 'READING',
    helpValue: 'PATH',
    summary: `JSON path of the event's id in each record. Example: --id '$.detail.orderId'`,
  }),
  strict: Flags.boolean({
    default: false,
    env: variableOf('strict'),
    helpGroup: 'READING',
    summary: 'End at the first malformed record, instead of counting it. Example: --strict',
  }),
  'source-arn': Flags.string({
    env: variableOf('source-arn'),
    helpGroup: 'READING',
    helpValue: 'ARN',
    summary:
      'The queue that messages of a dump are said to come from. Example: --source-arn arn:aws:sqs:eu-west-1:111122223333:orders',
  }),
  'batch-size': Flags.integer({
    min: 1,
    max: 10_000,
    env: variableOf('batch-size'),
    helpGroup: 'READING',
    helpValue: 'N',
    summary: 'Messages of a queue in one event (default: 1). Example: --batch-size 10',
  }),
};

/** Values of the flags that say how recordings are read. */
export interface ReadingFlags {
  readonly from?: RecordingFormat | undefined;
  readonly select?: string | undefined;
  readonly id?: string | undefined;
  readonly strict: boolean;
  readonly 'source-arn'?: string | undefined;
  readonly 'batch-size'?: number | undefined;
}

/** The options that they come to; what was not given is left out. */
export function readingOptions(flags: ReadingFlags): ReadOptions {
  const {from, select, id, strict, 'source-arn': sourceArn, 'batch-size': batchSize} = flags;
  return {
    ...(from !== undefined && {from}),
    ...(select !== undefined && {select}),
    ...(id !== undefined && {id}),
    ...(strict && {strict}),
    ...(sourceArn !== undefined && {sourceArn}),
    ...(batchSize !== undefined && {batchSize}),
  };
}
