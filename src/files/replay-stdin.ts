import {stdin} from 'node:process';
import {addAbortSignal} from 'node:stream';

/** Recorded events that are piped in, as they come; whoever waits for more hears the signal. */
export const readStdin = (signal?: AbortSignal): AsyncIterable<Uint8Array> =>
  signal === undefined ? stdin : addAbortSignal(signal, stdin);
