import {isLambdockError} from '../errors/lambdock-error.js';
import type {OpenFunction} from './lambdock-types.js';
import {beginCourse} from './init-course.js';
import {
  courseOf,
  servingOf,
  type FoundFunction,
  type OpeningRequest,
  type ServeHost,
} from './serve-opening.js';
import {servedEntry, type ServedEntry, type ServedSet} from './served-set.js';

/** What follows a project that changes. */
export interface FollowRequest extends OpeningRequest {
  readonly functions: ServedSet;
  /** Why each function, or the project as a whole (null), was refused the last time. */
  readonly refused: Map<string | null, string>;
  /** The ends of functions that the project has no more: each when its events are over. */
  readonly leaving: Set<Promise<void>>;
  /** Resolves when the accepted events of a function have come to their end, all their tries included. */
  readonly settled: (entry: ServedEntry) => Promise<void>;
}

/** What is served of a function now, if anything. */
export const servedAs = ({functions}: FollowRequest, name: string): ServedEntry | null =>
  functions.list().find((served) => served.name === name) ?? null;

/** A function that was opened again, and until when it is wanted. */
export interface Reopened {
  readonly found: FoundFunction;
  readonly opened: OpenFunction;
  readonly signal: AbortSignal;
}

/** Serves a function as it is now, once that is warm; one that is the same to an event stays as it is. */
export async function serveOnceWarm(
  host: ServeHost,
  request: FollowRequest,
  {found, opened, signal}: Reopened,
): Promise<void> {
  const {functions, region, options} = request;
  const {name} = found.spec;
  const entry = servedAs(request, name);
  try {
    if (entry?.open?.key === opened.key) {
      signal.throwIfAborted();
      mended(request, name);
      await opened.dispose();
      return;
    }
    const inits = await beginCourse(opened, courseOf(host, found.spec, request), signal);
    signal.throwIfAborted();
    if (inits.failure !== null && isServedWell(entry)) {
      await opened.dispose();
      told(request, name, `its init fails: ${inits.failure}`);
      return;
    }
    request.refused.delete(name);
    const serving = servingOf(host, found, {
      region,
      opened: Promise.resolve(opened),
      inits: Promise.resolve(inits),
    });
    if (entry === null) functions.add(servedEntry(serving));
    else entry.replace({...serving, open: opened});
    inits.follow();
  } catch (error) {
    await opened.dispose();
    if (!signal.aborted) tell(request, name, error);
    return;
  }
  const change = entry === null ? 'added' : 'replaced';
  options.onChange?.({function: name, change, message: null});
}

/** Whether there is something to go on with: a state whose own init fails gives way to what was saved. */
const isServedWell = (entry: ServedEntry | null): boolean =>
  entry !== null && (entry.figures().initFailure ?? null) === null;

/** Tells a failure of the user's making; the end of the server is none. */
export function tell(request: FollowRequest, name: string | null, error: unknown): void {
  if (request.signal.aborted) return;
  if (!isLambdockError(error)) throw error;
  told(request, name, error.message);
}

/** Tells that what had been refused is as it is served again, where something had been. */
export function mended({options, refused}: FollowRequest, name: string | null): void {
  if (refused.delete(name)) options.onChange?.({function: name, change: 'mended', message: null});
}

/** Tells it once, however many changes leave it as it is. */
export function told(
  {options, refused}: FollowRequest,
  name: string | null,
  message: string,
): void {
  if (refused.get(name) === message) return;
  refused.set(name, message);
  options.onChange?.({function: name, change: 'refused', message});
}
