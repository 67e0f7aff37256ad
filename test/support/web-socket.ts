import {randomBytes} from 'node:crypto';
import {request} from 'node:http';
import type {Socket} from 'node:net';

/** A text channel; Node 20 has no WebSocket of its own. */
export interface TextChannel {
  send(text: string): void;
  close(): void;
}

const MASKED = 0x80;
const WHOLE_TEXT = 0x81;

/** Opens a WebSocket; each text that comes is handed on. Pings and fragments are not expected here. */
export function openWebSocket(url: string, onText: (text: string) => void): Promise<TextChannel> {
  return new Promise((resolve, reject) => {
    const asked = request(url.replace(/^ws:/, 'http:'), {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-version': '13',
      },
    });
    asked.on('error', reject);
    asked.on('upgrade', (_, socket, head) => {
      readFrames(socket, {head, onText});
      resolve({send: (text) => socket.write(frameOf(text)), close: () => socket.destroy()});
    });
    asked.end();
  });
}

function readFrames(
  socket: Socket,
  {head, onText}: {head: Buffer; onText: (text: string) => void},
): void {
  let bytes = head;
  const read = (): void => {
    for (let frame = frameIn(bytes); frame !== null; frame = frameIn(bytes)) {
      bytes = bytes.subarray(frame.end);
      if (frame.isText) onText(frame.content.toString());
    }
  };
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    read();
  });
  socket.on('error', () => undefined);
  read();
}

/** The first frame of a server, whose frames have no mask, once it is whole. */
function frameIn(bytes: Buffer): {isText: boolean; content: Buffer; end: number} | null {
  if (bytes.length < 10) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  const length =
    short === 126
      ? bytes.readUInt16BE(2)
      : short === 127
        ? Number(bytes.readBigUInt64BE(2))
        : short;
  const end = start + length;
  if (bytes.length < end) return null;
  return {isText: bytes[0] === WHOLE_TEXT, content: bytes.subarray(start, end), end};
}

function frameOf(text: string): Buffer {
  const mask = randomBytes(4);
  const content = Buffer.from(text).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  const length = Buffer.alloc(content.length < 126 ? 0 : 2);
  if (length.length > 0) length.writeUInt16BE(content.length);
  const head = Buffer.from([WHOLE_TEXT, MASKED | Math.min(content.length, 126)]);
  return Buffer.concat([head, length, mask, content]);
}
