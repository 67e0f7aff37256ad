import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import {SERVE_DEFAULTS} from '../core/serve-options.js';
import {isTouched} from '../core/watched-paths.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import type {OpenFunction} from './lambdock-types.js';
import {servedEntry, type ServedEntry, type ServedSet} from './served-set.js';
import {
  servingOf,
  specsOf,
  type FoundFunction,
  type OpeningRequest,
  type ServeHost,
} from './serve-opening.js';

/** What follows a project that changes. */
export interface FollowRequest extends OpeningRequest {
  readonly functions: ServedSet;
  /** Resolves when the first state of the project is served. */
  readonly ready: Promise<void>;
  /** Why each function, or the project as a whole (null), was refused the last time. */
  readonly refused: Map<string | null, string>;
  /** The ends of functions that the project has no more: each when its events are over. */
  readonly leaving: Set<Promise<void>>;
}

/**
 * Serves the project as it is, change by change, until the request's signal is aborted. What cannot be
 * opened is told, and the last state that could goes on.
 */
export async function followProject(host: ServeHost, request: FollowRequest): Promise<void> {
  const {signal, options, ready} = request;
  try {
    await using watch = await host.watch(options.functions ?? []);
    await ready;
    for (;;) await follow(host, request, await watch.next(signal));
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    told(request, null, `${reason}; what is saved from now on is not served`);
  }
}

async function follow(
  host: ServeHost,
  request: FollowRequest,
  changed: readonly string[],
): Promise<void> {
  const {functions, options} = request;
  let project: Project;
  let specs: readonly FunctionSpec[];
  try {
    project = await host.project();
    specs = await specsOf(host, project, options.functions);
  } catch (error) {
    tell(request, null, error);
    return;
  }
  request.refused.delete(null);
  const names = new Set(specs.map(({name}) => name));
  const gone = functions.list().filter(({name}) => !names.has(name));
  for (const entry of gone) {
    functions.remove(entry);
    leave(request, entry);
    request.options.onChange?.({function: entry.name, change: 'removed', message: null});
  }
  const touched = specs.filter((spec) => isTouched(spec, changed));
  const others = specs.filter((spec) => !touched.includes(spec));
  // Those whose files have changed need not wait for a look at all the others.
  for (const some of [touched, others])
    await Promise.all(some.map((spec) => renew(host, request, {project, spec})));
}

/** Its events may run for long: what is saved meanwhile is served all the same. */
function leave({leaving}: FollowRequest, entry: ServedEntry): void {
  const end = entry.end().finally(() => leaving.delete(end));
  leaving.add(end);
  // Whoever ends the whole hears of a failure.
  end.catch(() => undefined);
}

/** Serves a function as it is now, once that is warm; one that is the same to an event stays as it is. */
async function renew(
  {open, ...host}: ServeHost,
  request: FollowRequest,
  found: FoundFunction,
): Promise<void> {
  const {functions, region, signal, options} = request;
  const {project, spec} = found;
  const {name} = spec;
  const entry = functions.list().find((served) => served.name === name) ?? null;
  let opened: OpenFunction | null = null;
  try {
    opened = await open(project, name, signal);
    const failure = await unfit(opened, entry, request);
    if (failure === null || failure === SAME) request.refused.delete(name);
    if (failure !== null) {
      await opened.dispose();
      if (failure !== SAME) told(request, name, failure);
      return;
    }
    const serving = servingOf({open, ...host}, found, {region, opened: Promise.resolve(opened)});
    if (entry === null) functions.add(servedEntry(serving));
    else entry.replace({...serving, open: opened});
  } catch (error) {
    await opened?.dispose();
    tell(request, name, error);
    return;
  }
  options.onChange?.({
    function: name,
    change: entry === null ? 'added' : 'replaced',
    message: null,
  });
}

const SAME = '';

/** Why what was opened does not take the place of what is served; it is warm where it does. */
async function unfit(
  opened: OpenFunction,
  entry: ServedEntry | null,
  {options: {warm = SERVE_DEFAULTS.warm}, signal}: FollowRequest,
): Promise<string | null> {
  if (entry?.open?.key === opened.key) return SAME;
  if (warm === 0) return null;
  const {initFailure} = await opened.warm(warm, signal);
  return initFailure === null || entry === null ? null : `its init fails: ${initFailure}`;
}

/** A failure of the user's making; the end of the server is none. */
function tell(request: FollowRequest, name: string | null, error: unknown): void {
  if (request.signal.aborted) return;
  if (!isLambdockError(error)) throw error;
  told(request, name, error.message);
}

/** Once, however many changes leave it as it is. */
function told({options, refused}: FollowRequest, name: string | null, message: string): void {
  if (refused.get(name) === message) return;
  refused.set(name, message);
  options.onChange?.({function: name, change: 'refused', message});
}
