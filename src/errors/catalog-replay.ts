import type {CatalogEntry} from './catalog-entry.js';

/** What can keep recorded events from being replayed. */
export const REPLAY_FAILURES = {
  NO_EVENTS: {
    exit: 2,
    fault: 'project',
    when: 'recordings hold no event to replay',
    hint: '`lambdock events inspect FILE` shows what a file holds; --from FORMAT names its format',
  },
  RESULTS_UNFINISHED: {
    exit: 2,
    fault: 'project',
    when: 'the file for the results holds those of a run that was not finished',
    hint: '--resume goes on with it; remove the file and its .journal to begin anew',
  },
  RESUME_MISMATCH: {
    exit: 2,
    fault: 'project',
    when: 'the results to go on with are those of another run',
    hint: 'go on with the input, the code and the options of that run, or begin anew with another file',
  },
  SHARDS_INCOMPLETE: {
    exit: 2,
    fault: 'project',
    when: 'results to merge are not all the shards of one run, each once and finished',
    hint: 'give the results of every shard, each from --results FILE with its FILE.journal beside it',
  },
  ISOLATION_UNAVAILABLE: {
    exit: 3,
    fault: 'environment',
    when: 'events cannot be run without a way out, because this machine has no address in such a network',
    hint: '--network NAME joins a network of yours, --allow-egress lets the function reach whatever it wants',
  },
} as const satisfies Record<string, CatalogEntry>;
