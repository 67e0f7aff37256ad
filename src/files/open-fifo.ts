import {constants, openSync} from 'node:fs';
import {Socket, type OnReadOpts, type SocketConstructorOpts} from 'node:net';

/**
 * Reads a named pipe, and waits for no writer before it does: a thread that waited so would be ended by nothing, and
 * held this process up. What is read is a stream's, or goes to `onread` alone.
 */
export function openFifo(path: string, onread?: OnReadOpts): Socket {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // The types of Node know this option of a new connection only.
  const options: SocketConstructorOpts & {onread?: OnReadOpts | undefined} = {
    fd,
    onread,
    readable: true,
    writable: false,
  };
  return new Socket(options);
}
