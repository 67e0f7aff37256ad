import {fstatSync} from 'node:fs';
import type {Readable} from 'node:stream';
import {eventTooLarge} from '../core/event-limit.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import {eventInvalid} from './event-error.js';

const SILENCE_MS = 1000;
const STDIN = 0;
/** A byte order mark may come before an event of the full size. */
const MOST_BYTES = PAYLOAD_LIMIT + 3;

/** Whether something is piped or redirected into this process: no terminal, no /dev/null. */
export function isStdinGiven(): boolean {
  try {
    const stats = fstatSync(STDIN);
    return stats.isFIFO() || stats.isFile() || stats.isSocket();
  } catch {
    return false;
  }
}

/** How stdin is read. */
export interface StdinReading {
  readonly stream: () => Readable;
  /** Called once when nothing has come for `silenceMs`. */
  readonly onSilence: () => void;
  readonly silenceMs?: number;
}

/** Everything on stdin, up to the size of an event. */
export async function readStdin({
  stream,
  onSilence,
  silenceMs = SILENCE_MS,
}: StdinReading): Promise<Buffer> {
  const timer = setTimeout(onSilence, silenceMs);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream() as AsyncIterable<Buffer | string>) {
      clearTimeout(timer);
      const buffer = Buffer.from(chunk as Buffer);
      chunks.push(buffer);
      bytes += buffer.length;
      if (bytes > MOST_BYTES) break;
    }
  } catch (cause) {
    throw eventInvalid(`cannot read stdin: ${(cause as Error).message}`, {cause});
  } finally {
    clearTimeout(timer);
  }
  if (bytes > MOST_BYTES) throw eventTooLarge('the event on stdin', null);
  return Buffer.concat(chunks);
}
