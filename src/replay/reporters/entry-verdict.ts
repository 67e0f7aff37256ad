import type {ReplayEntry} from '../../core/replay-entry.js';

/** What a report says of an event: a `difference` concerns its golden, an `error` the function. */
export type EntryVerdict = 'passed' | 'difference' | 'error';

/**
 * The verdict on one event. A failure that its golden expects has passed; a function that answers an
 * error where its golden has an answer differs; a timeout or a crash is an error whatever was expected.
 */
export function entryVerdict({status, check}: Pick<ReplayEntry, 'status' | 'check'>): EntryVerdict {
  if (check === 'same') return 'passed';
  const isDifferent = check === 'different' || check === 'missing';
  if (status === 'ok') return isDifferent ? 'difference' : 'passed';
  return status === 'function-error' && check === 'different' ? 'difference' : 'error';
}
