import {Flags} from '@oclif/core';
import {variableOf} from './flags.js';

/** The event of `invoke`, its context, and what becomes of the answer. */
export const invokeFlags = {
  event: Flags.string({
    char: 'e',
    env: variableOf('event'),
    helpGroup: 'EVENT',
    helpValue: 'FILE',
    summary:
      'Event from a JSON, YAML or JS file, or stdin. Example: -e event.json, -e dump.json#/0, -e -',
  }),
  data: Flags.string({
    char: 'd',
    env: variableOf('data'),
    helpGroup: 'EVENT',
    helpValue: 'JSON',
    summary: `Event as text. Example: -d '{"id": 1}', -d file://event.json`,
  }),
  raw: Flags.boolean({
    default: false,
    env: variableOf('raw'),
    helpGroup: 'EVENT',
    summary: 'Send the text as a JSON string, unparsed. Example: --raw -d hello',
  }),
  'client-context': Flags.string({
    env: variableOf('client-context'),
    helpGroup: 'EVENT',
    helpValue: 'JSON|@FILE',
    summary: `Lambda's client context. Example: --client-context '{"custom": {"a": "b"}}'`,
  }),
  context: Flags.string({
    char: 'c',
    env: variableOf('context'),
    helpGroup: 'EVENT',
    helpValue: 'JSON',
    summary: `Fields of the context; unknown ones go to its custom part. Example: -c '{"functionVersion": "7"}'`,
  }),
  'context-path': Flags.string({
    env: variableOf('context-path'),
    helpGroup: 'EVENT',
    helpValue: 'FILE',
    summary: 'Fields of the context from a file. Example: --context-path context.json',
  }),
  output: Flags.string({
    char: 'o',
    env: variableOf('output'),
    helpGroup: 'RESULT',
    helpValue: 'FILE',
    summary: 'Write the answer into a file instead of stdout. Example: -o answer.json',
  }),
  'allow-function-error': Flags.boolean({
    default: false,
    env: variableOf('allow-function-error'),
    helpGroup: 'RESULT',
    summary: 'Exit 0 though the function failed. Example: --allow-function-error',
  }),
  'dry-run': Flags.boolean({
    default: false,
    env: variableOf('dry-run'),
    helpGroup: 'RESULT',
    summary: 'Print what would be built and run nothing. Example: --dry-run',
  }),
};
