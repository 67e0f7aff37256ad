import {get} from 'node:http';
import {messageLog} from './message-log.js';
import {openWebSocket} from './web-socket.js';

/** Attached to Node's inspector by the Chrome DevTools Protocol. */
export interface CdpClient {
  call(method: string, params?: object): Promise<Record<string, unknown>>;
  event(method: string): Promise<Record<string, unknown>>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: {readonly message: string};
}

export async function openCdp(port: number): Promise<CdpClient> {
  const [target] = (await jsonAt(`http://127.0.0.1:${port}/json/list`)) as [
    {webSocketDebuggerUrl: string},
  ];
  const log = messageLog<Message>();
  const channel = await openWebSocket(target.webSocketDebuggerUrl, (text) =>
    log.add(JSON.parse(text) as Message),
  );
  let last = 0;
  return {
    async call(method, params = {}) {
      const id = (last += 1);
      channel.send(JSON.stringify({id, method, params}));
      const {result, error} = await log.take(`answer to ${method}`, (each) => each.id === id);
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result ?? {};
    },
    event: async (method) =>
      (await log.take(`event ${method}`, (each) => each.method === method)).params ?? {},
    close: () => channel.close(),
  };
}

const jsonAt = (url: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    get(url, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve(JSON.parse(text)));
    }).on('error', reject);
  });
