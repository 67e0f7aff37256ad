import {constants, openSync} from 'node:fs';
import {Socket} from 'node:net';

/**
 * Reads a named pipe, and waits for no writer before it does: a thread that waited so would be ended by nothing, and
 * held this process up.
 */
export function openFifo(path: string): Socket {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({fd, readable: true, writable: false});
}
