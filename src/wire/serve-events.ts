import {resolve} from 'node:path';
import type {AccessRecord} from '../core/access-record.js';
import {EVENT_INVOKE_DEFAULTS, RETRY_DELAY_MS} from '../core/event-invoke.js';
import type {OnWarning} from '../core/progress.js';
import {POOL_DEFAULTS} from '../core/pool-limits.js';
import type {ServeOptions} from '../core/serve-options.js';
import type {ServedFunctions} from '../core/served-function.js';
import {lineFile, type LineFile} from '../files/append-line.js';
import {afterDelay} from '../pool/after-delay.js';
import {openDestinations} from '../serve/destinations.js';
import {eventQueue, type EventQueue, type QueueTools} from '../serve/event-queue.js';
import type {ServeMetrics} from '../serve/metrics.js';
import {invokeServed, type OnOutput} from '../serve/run-event.js';

/** What is said of events that nobody waits for. */
export interface EventsOptions extends Omit<ServeOptions, 'functions' | 'warm' | 'host' | 'port'> {
  readonly cwd?: string | undefined;
  /** Whether records may be kept in files, as flags say. */
  readonly hasFiles?: boolean;
  /** Says something that a user should know, once. */
  readonly warn: OnWarning;
  /** Says what became of one event. */
  readonly tell: OnWarning;
}

/** What the queue of a server stands on. */
export interface EventsHost {
  readonly functions: ServedFunctions;
  readonly options: EventsOptions;
  readonly now: () => number;
  readonly ran: ServeMetrics['ran'];
}

/** Opens the queue of events that nobody waits for, and the files of those that come to their end. */
export async function serveEvents({functions, options, now, ran}: EventsHost): Promise<EventQueue> {
  const {
    retryDelayMs = RETRY_DELAY_MS,
    accepted,
    onOutput,
    onAccess,
    retries,
    warn,
    tell,
  } = options;
  const {hasFiles = true} = options;
  const files = await filesOf(options);
  const destinations = openDestinations({
    functions,
    accept: (event) => queue.accept(event),
    warn,
    tell,
    isKept: hasFiles
      ? {success: files.success !== null, failure: files.failure !== null}
      : {success: null, failure: null},
  });
  const queue = eventQueue({
    limit: accepted ?? POOL_DEFAULTS.queue,
    retryDelayMs,
    settings: ({eventInvoke}) => ({
      ...EVENT_INVOKE_DEFAULTS,
      ...eventInvoke,
      ...(retries !== undefined && {retries}),
    }),
    behind: (served) => destinations.behind(served),
    run: runner({functions, onOutput, now, ran}),
    async deliver(kind, record, event) {
      destinations.send(kind, record, event);
      try {
        await files[kind]?.append(record);
      } catch (error) {
        tell(`${(error as Error).message}; the record: ${record}`);
      }
    },
    onEnded: (ended) => onAccess?.(recordOf(ended, now())),
    now,
    after: afterDelay,
  });
  destinations.check();
  return queue;
}

interface Running {
  readonly functions: ServedFunctions;
  readonly onOutput: OnOutput | undefined;
  readonly now: () => number;
  readonly ran: EventsHost['ran'];
}

/** A function that has gone from the project and come back takes the tries that are left of its events. */
const runner =
  ({functions, onOutput, now, ran}: Running): QueueTools['run'] =>
  async (event) => {
    const began = now();
    const {requestId, served: taken} = event;
    const served = functions.list().find(({name}) => name === taken.name) ?? taken;
    const result = await invokeServed({...event, served}, {requestId, onOutput}, null);
    ran(served.name, result, now() - began);
    return result;
  };

async function filesOf({
  cwd = '.',
  onFailure,
  onSuccess,
}: EventsOptions): Promise<Readonly<Record<'success' | 'failure', LineFile | null>>> {
  const open = async (path: string | undefined): Promise<LineFile | null> =>
    path === undefined ? null : lineFile(resolve(cwd, path));
  return {success: await open(onSuccess), failure: await open(onFailure)};
}

function recordOf(
  {event, since, status, attempts, errorType}: Parameters<QueueTools['onEnded']>[0],
  now: number,
): AccessRecord {
  return {
    kind: 'event',
    time: new Date(since).toISOString(),
    method: 'POST',
    path: '',
    httpStatus: 202,
    durationMs: Math.round((now - since) * 10) / 10,
    bytes: 0,
    clientGone: false,
    requestId: event.requestId,
    function: event.served.name,
    invocationType: 'Event',
    status,
    errorType,
    attempts,
    coldStart: null,
  };
}
