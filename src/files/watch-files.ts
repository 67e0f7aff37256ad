import {fstatSync, statSync} from 'node:fs';
import {watch, type FSWatcher} from 'chokidar';
import {LambdockError} from '../errors/lambdock-error.js';

/** An editor or a compiler writes several files, and one in several steps: quiet for so long, it is done. */
const QUIET_MS = 60;

/** Files and folders to look at. */
export interface WatchRequest {
  /** Absolute. */
  readonly paths: readonly string[];
  /** What is not looked at, below them. */
  readonly isIgnored: (path: string) => boolean;
  /** Files that are written meanwhile and are no change. */
  readonly written: readonly string[];
  /** Told once it has become quiet, with the absolute paths of what has changed. */
  readonly onChanged: (paths: readonly string[]) => void;
  /** The system looks no longer. */
  readonly onFailed: (error: LambdockError) => void;
}

/** A look at files that lasts until it is closed. */
export interface FileWatch {
  /** Looks at these as well; true where some of them were not looked at before: what was saved of them until then is not told. */
  add(paths: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}

/** Looks at files and folders for changes, those made after it resolves. */
export async function watchFiles({
  paths,
  isIgnored,
  written,
  onChanged,
  onFailed,
}: WatchRequest): Promise<FileWatch> {
  const changed = new Set<string>();
  let quiet: NodeJS.Timeout | undefined;
  const watchers = new Set<FSWatcher>();
  const looked = new Set<string>();
  const onAny = (event: string, path: string): void => {
    // One that is gone may be there again, and is looked at anew.
    if (event === 'unlink' || event === 'unlinkDir') looked.delete(path);
    if (written.includes(path) || isOwnOutput(path)) return;
    changed.add(path);
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const all = [...changed];
      changed.clear();
      onChanged(all);
    }, QUIET_MS);
  };
  const closing = new AbortController();
  // What a watcher is given later it reads when it likes, and tells nothing of what it finds new there.
  const look = async (some: readonly string[]): Promise<void> => {
    const watcher = watcherOf(some, isIgnored);
    watchers.add(watcher);
    for (const path of some) looked.add(path);
    watcher.on('all', onAny).on('error', (error) => onFailed(unwatchable(error)));
    await untilReady(watcher, closing.signal);
  };
  await look(paths);
  return {
    async add(more) {
      if (closing.signal.aborted) return false;
      const others = more.filter((path) => !looked.has(path));
      if (others.length > 0) await look(others);
      return others.length > 0;
    },
    async close() {
      clearTimeout(quiet);
      closing.abort();
      await Promise.all([...watchers].map((watcher) => watcher.close()));
    },
  };
}

const watcherOf = (paths: readonly string[], ignored: WatchRequest['isIgnored']): FSWatcher =>
  watch([...paths], {
    ignored,
    ignoreInitial: true,
    // What may not be read beside the code is none of ours; in it, the build says so.
    ignorePermissionErrors: true,
  });

/** One that is closed before is never ready. */
const untilReady = (watcher: FSWatcher, closing: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    watcher.once('ready', resolve);
    closing.addEventListener('abort', () => resolve(), {once: true});
  });

/** Whether stdout or stderr of this process was led into it: each line would be a change. */
function isOwnOutput(path: string): boolean {
  const found = statSync(path, {throwIfNoEntry: false});
  if (found?.isFile() !== true) return false;
  return [1, 2].some((fd) => {
    const {dev, ino} = outputFacts(fd);
    return dev === found.dev && ino === found.ino;
  });
}

function outputFacts(fd: number): {readonly dev: number; readonly ino: number} {
  try {
    return fstatSync(fd);
  } catch {
    // It was closed.
    return {dev: -1, ino: -1};
  }
}

function unwatchable(cause: unknown): LambdockError {
  const {code, path} = cause as NodeJS.ErrnoException;
  const isLimit = code === 'ENOSPC' || code === 'EMFILE';
  return new LambdockError('WATCH_FAILED', {
    message: `changes of files can no longer be seen: ${isLimit ? 'the system watches no more files' : (cause as Error).message}`,
    suggestions: isLimit ? ['sysctl fs.inotify.max_user_watches=524288'] : [],
    details: {code: code ?? null, path: path ?? null},
    cause,
  });
}
