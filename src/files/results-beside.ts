import {readdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {journalOf} from '../core/replay-journal.js';

/** Results, their journal, and what it is until it has its first line. */
export const filesOfResults = (results: string): readonly string[] => [
  results,
  journalOf(results),
  `${journalOf(results)}.new`,
];

/** The files of these results, and of all others in their folder: a journal tells them. */
export async function resultsBeside(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const known = new Set(names);
  const others = names.filter((name) => known.has(journalOf(name)));
  const all = new Set([path, ...others.map((name) => join(folder, name))]);
  return [...all].flatMap(filesOfResults);
}
