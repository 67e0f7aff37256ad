import type {CatalogEntry} from './catalog-entry.js';

/** Failures of the machine that lambdock runs on, the engine aside. */
export const MACHINE_FAILURES = {
  PORT_TAKEN: {
    exit: 3,
    fault: 'environment',
    when: 'a port that was asked for is in use',
    hint: 'give another port',
  },
  WATCH_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'the system no longer tells of changed files',
    hint: 'raise the number of files that may be watched, or go without --watch',
  },
} as const satisfies Record<string, CatalogEntry>;
