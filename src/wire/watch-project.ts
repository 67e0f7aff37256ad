import {resolve} from 'node:path';
import {selectFunction} from '../core/function-name.js';
import type {WatchOptions} from '../core/options.js';
import type {Project} from '../core/project.js';
import {watchedPaths, type WatchedPaths} from '../core/watched-paths.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {watchFiles} from '../files/watch-files.js';
import type {ProjectWatch} from './lambdock-types.js';
import {listFunctions} from './project.js';
import type {Session} from './session.js';

/** A project that can be read again. */
export interface WatchedProject {
  readonly session: Session;
  readonly project: () => Promise<Project>;
  /** Has the project read anew when it is asked for next. */
  readonly forget: () => void;
}

/** Looks at all that a project's functions are made from. */
export async function watchProject(
  {session, project, forget}: WatchedProject,
  options: WatchOptions = {},
): Promise<ProjectWatch> {
  let watched = await pathsOf(session, await project(), options);
  const changed = new Set<string>();
  const news = signalled();
  const look = await watchFiles({
    paths: watched.paths,
    isIgnored: (path) => watched.isIgnored(path),
    written: (options.written ?? []).map((file) => resolve(session.options.cwd ?? '.', file)),
    onChanged(paths) {
      for (const path of paths) changed.add(path);
      news.tell();
    },
    onFailed: (error) => news.fail(error),
  });
  /**
   * What the project names now; one that cannot be read is looked at as before. What is saved before it is
   * looked at is told by nobody: from here on, all is read that was.
   */
  const lookAgain = async (): Promise<void> => {
    try {
      do {
        forget();
        watched = await pathsOf(session, await project(), options);
      } while (await look.add(watched.paths));
    } catch (error) {
      if (!isLambdockError(error)) throw error;
    }
  };
  await lookAgain();
  let closed: Promise<void> | null = null;
  const dispose = (): Promise<void> => (closed ??= look.close().then(() => release()));
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  return {
    async next(signal) {
      while (changed.size === 0) await news.next(signal);
      const paths = [...changed];
      changed.clear();
      await lookAgain();
      return paths;
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

async function pathsOf(
  {options}: Session,
  project: Project,
  {functions = [], files = []}: WatchOptions,
): Promise<WatchedPaths> {
  const listed = await listFunctions(project, options);
  const meant = new Set(functions.flatMap((name) => entryNames(project, name)));
  const specs = listed.flatMap(({name, spec}) =>
    spec !== null && (functions.length === 0 || meant.has(name)) ? [spec] : [],
  );
  const {cwd = '.', envFiles = [], hooks = project.hooks, layerMap = {}} = options;
  const maps = {...project.layerMap, ...layerMap};
  const named = [
    ...envFiles,
    ...files,
    ...Object.values(maps),
    ...(typeof hooks === 'string' ? [hooks] : []),
  ];
  return watchedPaths(
    project,
    specs,
    named.map((file) => resolve(cwd, file)),
  );
}

/** The function that a name or an ARN means; what means none is told by who runs it. */
function entryNames(project: Project, name: string): readonly string[] {
  try {
    return [selectFunction(project, name).name];
  } catch (error) {
    if (!isLambdockError(error)) throw error;
    return [];
  }
}

interface Signalled {
  tell(): void;
  fail(error: Error): void;
  /** Resolves at the next news. */
  next(signal: AbortSignal | undefined): Promise<void>;
}

function signalled(): Signalled {
  let failure: Error | null = null;
  let wake = (): void => undefined;
  return {
    tell: () => wake(),
    fail(error) {
      failure = error;
      wake();
    },
    async next(signal) {
      signal?.throwIfAborted();
      if (failure === null)
        await new Promise<void>((heard) => {
          wake = () => {
            signal?.removeEventListener('abort', wake);
            heard();
          };
          signal?.addEventListener('abort', wake, {once: true});
        });
      signal?.throwIfAborted();
      if (failure !== null) throw failure;
    },
  };
}
