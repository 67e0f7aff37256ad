import type {CatalogEntry} from './catalog-entry.js';

/** What can go wrong when values of the environment are looked up. */
export const REFERENCE_FAILURES = {
  REFERENCE_UNRESOLVED: {
    exit: 2,
    fault: 'project',
    when: 'an environment variable is a reference whose value is not known',
    hint: 'give the value with --env NAME=VALUE or --env-file FILE, or name the stack: --stack NAME',
  },
  AWS_ACCESS_DENIED: {
    exit: 3,
    fault: 'environment',
    when: 'AWS does not let these credentials read a value that the project refers to',
    hint: 'ask for the right that the message names, or give the value with --env',
  },
  AWS_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'AWS refused a question for a reason of its own',
    hint: 'ask the same with the aws command line, or give the value with --env',
  },
  AWS_OFFLINE: {
    exit: 3,
    fault: 'environment',
    when: 'a value is known to AWS alone, and --offline forbids to ask',
    hint: 'lock it while there is a network: `lambdock env lock`',
  },
  LOCK_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'the lock file is not one, or of a later version',
    hint: 'write it again: `lambdock env lock`',
  },
  LOCK_STALE: {
    exit: 2,
    fault: 'project',
    when: 'the lock file does not hold what the project refers to now',
    hint: 'write it again: `lambdock env lock`',
  },
} as const satisfies Record<string, CatalogEntry>;
