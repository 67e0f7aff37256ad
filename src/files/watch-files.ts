import {watch} from 'chokidar';
import {LambdockError} from '../errors/lambdock-error.js';

/** An editor or a compiler writes several files, and one in several steps: quiet for so long, it is done. */
const QUIET_MS = 60;

/** Files and folders to look at. */
export interface WatchRequest {
  /** Absolute. */
  readonly paths: readonly string[];
  /** What is not looked at, below them. */
  readonly isIgnored: (path: string) => boolean;
  /** Told once it has become quiet, with the absolute paths of what has changed. */
  readonly onChanged: (paths: readonly string[]) => void;
  /** The system looks no longer. */
  readonly onFailed: (error: LambdockError) => void;
}

/** A look at files that lasts until it is closed. */
export interface FileWatch {
  /** Looks at these as well. */
  add(paths: readonly string[]): void;
  close(): Promise<void>;
}

/** Looks at files and folders for changes, those made after it resolves. */
export async function watchFiles({
  paths,
  isIgnored,
  onChanged,
  onFailed,
}: WatchRequest): Promise<FileWatch> {
  const changed = new Set<string>();
  let quiet: NodeJS.Timeout | undefined;
  const watcher = watch([...paths], {ignored: isIgnored, ignoreInitial: true});
  watcher.on('all', (_, path) => {
    changed.add(path);
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const all = [...changed];
      changed.clear();
      onChanged(all);
    }, QUIET_MS);
  });
  watcher.on('error', (error) => onFailed(unwatchable(error)));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    add: (more) => void watcher.add([...more]),
    async close() {
      clearTimeout(quiet);
      await watcher.close();
    },
  };
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
