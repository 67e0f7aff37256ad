import {randomUUID} from 'node:crypto';
import type {OnWarning} from '../core/progress.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import {sayOnce} from '../core/say-once.js';
import {SERVE_DEFAULTS, type ServeOptions} from '../core/serve-options.js';
import type {ServedFunctions} from '../core/served-function.js';
import {listenHttp, type HttpListener} from '../net/http-server.js';
import {openDoor} from '../serve/door.js';
import type {EventQueue} from '../serve/event-queue.js';
import {invokeApi, type ApiTools} from '../serve/invoke-api.js';
import {serveMetrics, type ServeMetrics} from '../serve/metrics.js';
import {guarded} from './guarded.js';
import {serveEvents} from './serve-events.js';

/** How functions are put behind a listener. */
export interface FrontOptions extends Omit<ServeOptions, 'functions' | 'warm'> {
  readonly home: ApiTools['home'];
  /** Folder that relative paths start from. */
  readonly cwd?: string | undefined;
  /** Whether records of events may be kept in files, as flags say; default: true. */
  readonly hasFiles?: boolean;
  /** Hears what a user should know: what became of one event each time, all else once. */
  readonly warn?: OnWarning | undefined;
}

/** The Invoke API on a port: of `serve`, and of the gateway of a compose project. */
export interface Front extends HttpListener {
  /** Lets nobody in any more; resolves when the last request is answered, and the last accepted event at its end. */
  drain(): Promise<void>;
  /** Resolves when every event that was accepted for this very function has come to its end. */
  readonly settled: EventQueue['settled'];
}

/** Opens the Invoke API over functions, whatever runs them. */
export async function openFront(functions: ServedFunctions, options: FrontOptions): Promise<Front> {
  const {home, host, port, onOutput, warn: tell = ignore} = options;
  const warn = sayOnce(tell);
  const onAccess = guarded('onAccess', options.onAccess, warn);
  const now = (): number => performance.timeOrigin + performance.now();
  let metrics: ServeMetrics | null = null;
  const ran: ServeMetrics['ran'] = (...told) => metrics?.ran(...told);
  const events = await serveEvents({
    functions,
    options: {...options, onAccess, warn, tell},
    now,
    ran,
  });
  metrics = await serveMetrics({functions, accepted: (name) => events.count(name)});
  const api = invokeApi({
    functions,
    home,
    newId: randomUUID,
    now,
    events,
    metrics,
    warn,
    onOutput,
    onAccess,
  });
  const door = openDoor(api, randomUUID);
  const listener = await listenHttp({
    host: host ?? SERVE_DEFAULTS.host,
    port: port ?? SERVE_DEFAULTS.port,
    bodyLimit: PAYLOAD_LIMIT,
    onRequest: (request) => door.answer(request),
  });
  return {
    ...listener,
    settled: (served) => events.settled(served),
    async drain() {
      await Promise.all([door.drain(), events.drain()]);
      // One of the last requests may have been an event that was taken in.
      await events.drain();
    },
  };
}

const ignore = (): void => undefined;
