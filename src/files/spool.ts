import {open, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {growingTable} from '../core/growing-table.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {ownTempFolder} from './own-temp-folder.js';

/** Things that wait on disk, by number. */
export interface Spool<T> extends AsyncDisposable {
  /** Its number, from 0. */
  add(item: T): Promise<number>;
  get(number: number): Promise<T>;
}

/** How things become bytes, and things again. */
export interface SpoolFormat<T> {
  write(item: T): Uint8Array;
  read(bytes: Uint8Array): T;
}

/** Opens a spool in a temporary folder, which is gone when it is disposed. */
export async function openSpool<T>(format: SpoolFormat<T>): Promise<Spool<T>> {
  const folder = await ownTempFolder('lambdock-events-');
  const handle = await open(join(folder, 'events'), 'w+');
  const rows = growingTable('any', 'whole');
  let end = 0;
  return {
    async add(item) {
      const bytes = format.write(item);
      const at = end;
      end += bytes.length;
      rows.add(at, bytes.length);
      const number = rows.count - 1;
      try {
        await handle.write(bytes, 0, bytes.length, at);
      } catch (cause) {
        throw new LambdockError('DISK_FAILED', {
          message: `the events cannot be kept in ${folder}: ${(cause as Error).message}`,
          details: {folder},
          cause,
        });
      }
      return number;
    },
    async get(number) {
      const bytes = Buffer.allocUnsafe(rows.at(number, 1));
      await handle.read(bytes, 0, bytes.length, rows.at(number, 0));
      return format.read(bytes);
    },
    async [Symbol.asyncDispose]() {
      await handle.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}
