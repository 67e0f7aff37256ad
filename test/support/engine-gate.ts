import {mkdtemp, rm} from 'node:fs/promises';
import {connect, createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {within} from './until.js';

/** A moment between lambdock and its engine that a test holds still. */
export interface Held {
  /** Resolves when the engine has done what it was asked and its answer is kept back. */
  reached(): Promise<void>;
  /** Lets the answer through. */
  release(): void;
}

/** Stands between lambdock and the engine; passes everything on but what a test holds. */
export interface EngineGate extends AsyncDisposable {
  /** For DOCKER_HOST. */
  readonly url: string;
  /** Keeps back the answer to the next request whose first line matches. */
  hold(request: RegExp): Held;
  /** Has requests whose first line matches answered with 500; the engine never sees them. */
  fail(request: RegExp): void;
  /** From now on no connection gets an answer. */
  stall(): void;
}

interface Hold {
  readonly request: RegExp;
  onReached: () => void;
  open: boolean;
  /** Answers kept back. */
  kept: (() => void)[];
}

const WORDS = '{"message":"driver failed to remove root filesystem"}';
const FAILURE = [
  'HTTP/1.1 500 Internal Server Error',
  'content-type: application/json',
  `content-length: ${WORDS.length}`,
  '',
  WORDS,
].join('\r\n');

/** Opens a gate before the engine's socket. */
export async function openGate(engineSocket = '/var/run/docker.sock'): Promise<EngineGate> {
  const folder = await mkdtemp(join(tmpdir(), 'lambdock-gate-'));
  const path = join(folder, 'engine.sock');
  const sockets = new Set<Socket>();
  const holds: Hold[] = [];
  const failing: RegExp[] = [];
  let isStalled = false;

  const server = createServer((client) => {
    const engine = connect(engineSocket);
    let held: Hold | undefined;
    for (const socket of [client, engine]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      if (isStalled) return;
      const line = chunk.subarray(0, 500).toString('latin1').split('\r\n')[0] ?? '';
      if (failing.some((request) => request.test(line))) {
        client.write(FAILURE);
        return;
      }
      const found = holds.findIndex(({request}) => request.test(line));
      if (found !== -1) [held] = holds.splice(found, 1);
      engine.write(chunk);
    });
    engine.on('data', (chunk: Buffer) => {
      if (isStalled) return;
      const pass = (): boolean => client.write(chunk);
      if (held === undefined || held.open) {
        pass();
        return;
      }
      held.kept.push(pass);
      held.onReached();
    });
    client.on('close', () => engine.destroy());
    engine.on('close', () => {
      if (held === undefined || held.open) client.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));

  return {
    url: `unix://${path}`,
    hold(request) {
      const hold: Hold = {request, open: false, kept: [], onReached: () => undefined};
      const reached = new Promise<void>((resolve) => (hold.onReached = resolve));
      holds.push(hold);
      return {
        reached: () => within(`request like ${String(request)}`, reached),
        release() {
          hold.open = true;
          for (const pass of hold.kept.splice(0)) pass();
        },
      };
    },
    fail(request) {
      failing.push(request);
    },
    stall() {
      isStalled = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, {recursive: true, force: true});
    },
  };
}
