import {Flags} from '@oclif/core';
import type {RedactionRules} from '../core/redaction.js';
import {variableOf} from './flags.js';

const rules = (flag: string, summary: string, helpValue: string) =>
  Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf(flag),
    helpGroup: 'RULES',
    helpValue,
    summary,
  });

/** What is taken out of recordings; the key of the hashes is in a file or a variable, where no list of processes shows it. */
export const redactionFlags = {
  remove: rules('remove', `JSON path that is left out. Example: --remove '$..password'`, 'PATH'),
  hash: rules(
    'hash',
    `JSON path whose value becomes a keyed hash; equal values stay equal. Example: --hash '$..email'`,
    'PATH',
  ),
  'remove-pattern': rules(
    'remove-pattern',
    `Text that is cut out wherever it is. Example: --remove-pattern '\\b\\d{16}\\b'`,
    'REGEX',
  ),
  'hash-pattern': rules(
    'hash-pattern',
    `Text that becomes a keyed hash wherever it is. Example: --hash-pattern '[\\w.]+@[\\w.]+'`,
    'REGEX',
  ),
  'rule-set': Flags.string({
    env: variableOf('rule-set'),
    helpGroup: 'RULES',
    helpValue: 'NAME',
    summary: 'What the manifest calls these rules. Example: --rule-set orders-2026',
  }),
  'key-file': Flags.string({
    env: variableOf('key-file'),
    helpGroup: 'RULES',
    helpValue: 'FILE',
    summary: 'File with the key of the hashes. Example: --key-file redaction.key',
  }),
  'key-variable': Flags.string({
    default: 'LAMBDOCK_REDACTION_KEY',
    env: variableOf('key-variable'),
    helpGroup: 'RULES',
    helpValue: 'NAME',
    summary: 'Variable with the key, where no file is named. Example: --key-variable ORDERS_KEY',
  }),
};

/** Values of the flags with rules. */
export interface RedactionFlags {
  readonly remove?: readonly string[] | undefined;
  readonly hash?: readonly string[] | undefined;
  readonly 'remove-pattern'?: readonly string[] | undefined;
  readonly 'hash-pattern'?: readonly string[] | undefined;
}

/** The rules that flags give. */
export const redactionRules = (flags: RedactionFlags): RedactionRules => ({
  remove: flags.remove ?? [],
  hash: flags.hash ?? [],
  removePattern: flags['remove-pattern'] ?? [],
  hashPattern: flags['hash-pattern'] ?? [],
});
