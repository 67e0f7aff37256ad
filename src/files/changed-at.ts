import {statSync} from 'node:fs';

/** When a file was changed last, in milliseconds since the epoch; null where there is none. */
export const changedAt = (file: string): number | null =>
  statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? null;
