import {Flags, type Interfaces} from '@oclif/core';
import type {CompareOptions} from '../core/replay-options.js';
import {variableOf} from './flags.js';
import type {OptionalValue} from './optional-values.js';

/** The value of a bare `--record` or `--check`: the usual folder. */
const USUAL = '';

/** A word after the flag is its folder only when it looks like the path of one. */
const FOLDER: OptionalValue = {
  accepts: /^(?!-)(?:\.{1,2}$|.*\/)(?!.*\.(?:json|ndjson|jsonl|gz|log|txt)$)/,
  bare: USUAL,
};

/** Flags whose folder may be left out. */
export const GOLDEN_FOLDERS: Readonly<Record<string, OptionalValue>> = {
  record: FOLDER,
  check: FOLDER,
};

const shared = {helpGroup: 'COMPARISON'} as const;

const rule = (name: string, helpValue: string, summary: string) =>
  Flags.string({
    ...shared,
    env: variableOf(name),
    multiple: true,
    multipleNonGreedy: true,
    helpValue,
    summary,
  });

/** Its variable says yes as those of the flags without a value do; any other text of it is a folder. */
const folder = Flags.custom({
  // No token: oclif has the text from the variable, though its types say otherwise.
  parse: async (text, {token}: {readonly token?: object}) => {
    if (token !== undefined) return text;
    return /^(1|true|yes|y)$/i.test(text)
      ? USUAL
      : /^(0|false|no|n)$/i.test(text)
        ? undefined
        : text;
  },
});

/** What answers are compared with, and how. */
export const replayCompareFlags = {
  record: folder({
    ...shared,
    env: variableOf('record'),
    helpValue: '[DIR]',
    summary:
      'Keep every answer as the golden of its event; else in goldens/FUNCTION beside the project file. Example: --record',
  }),
  check: folder({
    ...shared,
    env: variableOf('check'),
    helpValue: '[DIR]',
    summary: 'Compare with the goldens, or with what destination records tell. Example: --check',
  }),
  update: Flags.boolean({
    ...shared,
    env: variableOf('update'),
    summary: 'Write the goldens anew that differ or are missing. Example: --check --update',
  }),
  'allow-missing': Flags.boolean({
    ...shared,
    env: variableOf('allow-missing'),
    summary: 'An event without a golden fails nothing. Example: --check --allow-missing',
  }),
  against: Flags.string({
    ...shared,
    env: variableOf('against'),
    helpValue: 'PATH|IMAGE|GIT-REF',
    summary:
      'Compare with another version: code or a checkout at a path, a commit, or an image. Example: --against main',
  }),
  recheck: Flags.boolean({
    ...shared,
    env: variableOf('recheck'),
    default: true,
    allowNo: true,
    summary:
      'Run what differs in a warm environment once more in a fresh one. Example: --no-recheck',
  }),
  ignore: rule('ignore', 'PATH', "Leave out what is at a JSON path. Example: --ignore '$.debug'"),
  mask: rule(
    'mask',
    'KIND|PATH',
    "Let differ what must only be there: uuid, timestamp, request-id, arn, a JSON path, KIND:PATH or /REGEX/. Example: --mask uuid --mask '$.token'",
  ),
  unordered: rule(
    'unordered',
    'PATH',
    "Take a list for a set. Example: --unordered '$.items[*].tags'",
  ),
  parse: rule('parse', 'PATH', "Compare the JSON in a text as JSON. Example: --parse '$.body'"),
  tolerance: rule(
    'tolerance',
    '[PATH=]N',
    "Let numbers lie apart by so much. Example: --tolerance '$.price=0.01'",
  ),
};

/** The options that the flags ask for. */
export function compareOptions(
  flags: Interfaces.InferredFlags<typeof replayCompareFlags>,
): CompareOptions {
  const {record, check, against, ignore, mask, unordered, parse, tolerance} = flags;
  const place = (value: string): string | true => (value === USUAL ? true : value);
  return {
    ...(record !== undefined && {record: place(record)}),
    ...(check !== undefined && {check: place(check)}),
    ...(flags.update && {update: true}),
    ...(flags['allow-missing'] && {allowMissing: true}),
    ...(against !== undefined && {against}),
    ...(!flags.recheck && {recheck: false}),
    ...(ignore !== undefined && {ignore}),
    ...(mask !== undefined && {mask}),
    ...(unordered !== undefined && {unordered}),
    ...(parse !== undefined && {parse}),
    ...(tolerance !== undefined && {tolerance}),
  };
}
