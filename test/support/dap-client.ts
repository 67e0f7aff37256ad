import {connect} from 'node:net';
import {messageLog} from './message-log.js';

/** Attached to debugpy by the Debug Adapter Protocol. */
export interface DapClient {
  /** Sends a request and waits for its answer. */
  call(command: string, args?: object): Promise<Record<string, unknown>>;
  /** Sends a request whose answer may never come: what it lets go on may end before it is written. */
  send(command: string, args?: object): void;
  event(name: string): Promise<Record<string, unknown>>;
  close(): void;
}

interface Message {
  readonly type: 'request' | 'response' | 'event';
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Record<string, unknown>;
}

const HEADER = /^Content-Length: (\d+)\r\n\r\n/;

export function openDap(port: number): DapClient {
  const socket = connect({host: '127.0.0.1', port});
  const log = messageLog<Message>();
  let bytes = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let header = HEADER.exec(bytes.toString('latin1')); header !== null;) {
      const end = header[0].length + Number(header[1]);
      if (bytes.length < end) return;
      log.add(JSON.parse(bytes.subarray(header[0].length, end).toString()) as Message);
      bytes = bytes.subarray(end);
      header = HEADER.exec(bytes.toString('latin1'));
    }
  });
  let last = 0;
  const request = (command: string, args: object): number => {
    const seq = (last += 1);
    const text = JSON.stringify({seq, type: 'request', command, arguments: args});
    socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return seq;
  };
  return {
    async call(command, args = {}) {
      const seq = request(command, args);
      const answer = await log.take(`answer to ${command}`, (each) => each.request_seq === seq);
      if (answer.success !== true) throw new Error(`${command}: ${answer.message ?? 'refused'}`);
      return answer.body ?? {};
    },
    event: async (name) =>
      (await log.take(`event ${name}`, (each) => each.event === name)).body ?? {},
    send: (command, args = {}) => void request(command, args),
    close: () => socket.end(),
  };
}
