import {Errors, Flags} from '@oclif/core';
import {durationOf} from '../core/duration-of.js';
import {variableOf} from './flags.js';
import type {OptionalValue} from './optional-values.js';

const ANY_PORT = 'true';

/** The flags of `invoke` whose value may be left out. */
export const OPTIONAL_VALUES: Readonly<Record<string, OptionalValue>> = {
  inspect: {accepts: /^\d+$/, bare: ANY_PORT},
  'keep-warm': {accepts: /^\d+(\.\d+)?[a-z]*$/, bare: '10m'},
};

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
  'keep-warm': Flags.custom<number>({
    parse: async (text) => restOf(text),
  })({
    env: variableOf('keep-warm'),
    exclusive: ['inspect'],
    helpGroup: 'RESULT',
    helpValue: '[DURATION]',
    summary:
      'Leave the container for the next invoke, until it has rested so long (10m); driver rie only. Example: --keep-warm, --keep-warm 1h',
  }),
  inspect: Flags.custom<number | true>({
    parse: async (text) => portOf(text),
  })({
    env: variableOf('inspect'),
    helpGroup: 'DEBUG',
    helpValue: '[PORT]',
    summary:
      'Wait for a debugger on 127.0.0.1 (Node.js, Python, Java), without timeout. Example: --inspect, --inspect 9230',
  }),
  watch: Flags.boolean({
    default: false,
    env: variableOf('watch'),
    exclusive: ['inspect', 'keep-warm', 'dry-run'],
    helpGroup: 'RESULT',
    summary: 'Run again at every change of code, layers, project or event file. Example: --watch',
  }),
  'dry-run': Flags.boolean({
    default: false,
    env: variableOf('dry-run'),
    helpGroup: 'RESULT',
    summary: 'Print what would be built and run nothing. Example: --dry-run',
  }),
};

/** Whether the port is one is checked with the port of a library user. */
function portOf(text: string): number | true {
  if (text === ANY_PORT) return true;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Errors.CLIError(`it takes the number of a port, or stands alone; "${text}" is none`);
}

function restOf(text: string): number {
  const ms = durationOf(text);
  if (ms !== null && ms > 0) return ms;
  throw new Errors.CLIError(`a duration such as 30s, 10m or 1h is expected; "${text}" is none`);
}
