import {join, resolve} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {sha256} from '../core/digest.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {cacheFolder} from '../files/cache-folder.js';
import {realPlace} from '../files/real-place.js';
import type {Session} from './session.js';

/** Does work that writes results while nobody else on this machine writes the same; refuses where somebody does. */
export async function withResults<T>(
  {ownership, options: {cwd = '.'}}: Pick<Session, 'ownership' | 'options'>,
  results: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (results === undefined) return work();
  const {holderOf, withFileLock} = await import('../files/file-lock.js');
  const place = realPlace(resolve(cwd, results));
  const file = join(cacheFolder(hostVariables()), 'replays', sha256(place), 'lock');
  const busy = new AbortController();
  const onWait = (): void => busy.abort();
  try {
    return await withFileLock(file, work, {ownership, signal: busy.signal, onWait});
  } catch (error) {
    if (!busy.signal.aborted) throw error;
    throw taken(results, await holderOf(file));
  }
}

function taken(results: string, pid: number | null): LambdockError {
  const who = pid === null ? 'another lambdock' : `another lambdock (pid ${pid})`;
  return new LambdockError('USAGE', {
    message: `${who} is writing ${results}`,
    suggestions: ['wait until it has ended, or name another file for the results'],
    details: {results, pid},
  });
}
