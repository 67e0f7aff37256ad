import {Flags} from '@oclif/core';
import {variableOf} from './flags.js';

/** What `down` and `prune` take. */
export const allFlag = (summary: string) =>
  Flags.boolean({
    default: false,
    env: variableOf('all'),
    helpGroup: 'REMOVAL',
    summary,
  });

/** How `prune` goes about it. */
export const pruneFlags = {
  'dry-run': Flags.boolean({
    default: false,
    env: variableOf('dry-run'),
    helpGroup: 'REMOVAL',
    summary: 'Print what would go and remove nothing. Example: --dry-run',
  }),
  'stand-ins': Flags.boolean({
    default: false,
    env: variableOf('stand-ins'),
    helpGroup: 'REMOVAL',
    summary: 'Remove the offline stand-ins too. Example: --stand-ins',
  }),
  all: allFlag('Remove everything lambdock made: the same as --stand-ins. Example: --all'),
  yes: Flags.boolean({
    default: false,
    char: 'y',
    env: variableOf('yes'),
    helpGroup: 'REMOVAL',
    summary: 'Do not ask. Example: -y',
  }),
};
