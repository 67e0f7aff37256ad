import {stdin} from 'node:process';

/** Recorded events that are piped in, as they come. */
export const readStdin = (): AsyncIterable<Uint8Array> => stdin;
