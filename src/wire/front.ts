import {randomUUID} from 'node:crypto';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import {SERVE_DEFAULTS, type ServeOptions} from '../core/serve-options.js';
import type {ServedFunctions} from '../core/served-function.js';
import {listenHttp, type HttpListener} from '../net/http-server.js';
import {openDoor, type Door} from '../serve/door.js';
import {invokeApi, type ApiTools} from '../serve/invoke-api.js';

/** How functions are put behind a listener. */
export interface FrontOptions extends Pick<
  ServeOptions,
  'host' | 'port' | 'onOutput' | 'onAccess'
> {
  readonly home: ApiTools['home'];
}

/** The Invoke API on a port: of `serve`, and of the gateway of a compose project. */
export type Front = HttpListener & Pick<Door, 'drain'>;

/** Opens the Invoke API over functions, whatever runs them. */
export async function openFront(
  functions: ServedFunctions,
  {home, host, port, onOutput, onAccess}: FrontOptions,
): Promise<Front> {
  const api = invokeApi({
    functions,
    home,
    newId: randomUUID,
    now: () => performance.timeOrigin + performance.now(),
    onOutput,
    onAccess,
  });
  const door = openDoor(api, randomUUID);
  const listener = await listenHttp({
    host: host ?? SERVE_DEFAULTS.host,
    port: port ?? SERVE_DEFAULTS.port,
    bodyLimit: PAYLOAD_LIMIT,
    onRequest: door.answer,
  });
  return {...listener, drain: () => door.drain()};
}
