import {SERVE_DEFAULTS} from '../core/serve-options.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import type {OpenFunction} from './lambdock-types.js';
import {
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
    const isSame = entry?.open?.key === opened.key;
    const initFailure = isSame ? null : await failureOf(opened, {request, signal});
    const failure = isSame ? SAME : entry && initFailure && `its init fails: ${initFailure}`;
    signal.throwIfAborted();
    if (failure === SAME) mended(request, name);
    if (failure === null) request.refused.delete(name);
    if (failure !== null) {
      await opened.dispose();
      if (failure !== SAME) told(request, name, failure);
      return;
    }
    const serving = servingOf(host, found, {
      region,
      opened: Promise.resolve(opened),
      initFailure: Promise.resolve(initFailure),
    });
    if (entry === null) functions.add(servedEntry(serving));
    else entry.replace({...serving, open: opened});
  } catch (error) {
    await opened.dispose();
    if (!signal.aborted) tell(request, name, error);
    return;
  }
  const change = entry === null ? 'added' : 'replaced';
  options.onChange?.({function: name, change, message: null});
}

const SAME = '';

/** Why an init of what was opened fails; what is to be served is warm after it. */
async function failureOf(
  opened: OpenFunction,
  {
    request: {
      options: {warm = SERVE_DEFAULTS.warm},
    },
    signal,
  }: {readonly request: FollowRequest; readonly signal: AbortSignal},
): Promise<string | null> {
  return warm === 0 ? null : (await opened.warm(warm, signal)).initFailure;
}

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
