import {open} from 'node:fs/promises';
import {LambdockError} from '../errors/lambdock-error.js';

/** What is written to a file, and kept by its disk from then on, whatever becomes of the machine. */
export interface Persistent {
  readonly path: string;
  persist(): Promise<void>;
}

/** Has disks keep what was written while work goes on: it waits for none, and what failed is told by the next call. */
export interface DiskSync {
  /** Begins, unless that is still under way. */
  begin(): void;
  /** Resolves when what was written before is kept. */
  end(): Promise<void>;
}

/** The sync of some files. */
export function diskSync(files: readonly Persistent[]): DiskSync {
  let underWay: Promise<void> | null = null;
  let failure: LambdockError | null = null;
  const persistAll = async (): Promise<void> => {
    for (const file of files) await file.persist().catch(notKept(file));
  };
  const told = (): void => {
    if (failure !== null) throw failure;
  };
  return {
    begin() {
      told();
      underWay ??= persistAll()
        .catch((error: unknown) => {
          failure = error as LambdockError;
        })
        .finally(() => {
          underWay = null;
        });
    },
    async end() {
      await underWay;
      told();
      await persistAll();
    },
  };
}

/** The names in a folder; some systems keep them by themselves, and refuse to be asked. */
export const folderOf = (path: string): Persistent => ({
  path,
  async persist() {
    const handle = await open(path, 'r').catch(() => null);
    if (handle === null) return;
    try {
      await handle.sync().catch(() => undefined);
    } finally {
      await handle.close();
    }
  },
});

const notKept =
  ({path}: Persistent) =>
  (cause: unknown): never => {
    throw new LambdockError('DISK_FAILED', {
      message: `what was written to ${path} is not kept: ${(cause as Error).message}`,
      details: {file: path},
      cause,
    });
  };
