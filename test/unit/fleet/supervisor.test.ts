import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import {setTimeout as later} from 'node:timers/promises';
import {expect, it} from '@jest/globals';
import {SUPERVISOR_SCRIPT} from '../../../src/core/compose/supervisor.js';

const ROUNDS = 15;
const AT_ONCE = 8;
const LIMIT_MS = 10_000;

/** Whether a supervisor that loses its gateway, and is told to end a moment later, ends. */
async function endsAfter(ms: number): Promise<boolean> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  // A group of its own, so that nothing of it is left.
  const child = spawn('bash', ['-c', SUPERVISOR_SCRIPT, 'sh', 'sleep', '100'], {
    detached: true,
    stdio: 'ignore',
    env: {...process.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`},
  });
  const ended = once(child, 'exit').then(() => true);
  const [link] = (await once(server, 'connection')) as [Socket];
  link.on('error', () => undefined);
  await once(link, 'data');
  link.write('start\n');
  server.close();
  link.destroySoon();
  await later(ms);
  child.kill('SIGTERM');
  const limit = new AbortController();
  const isOver = await Promise.race([
    ended,
    later(LIMIT_MS, false, {signal: limit.signal}).catch(() => false),
  ]);
  limit.abort();
  if (!isOver) process.kill(-(child.pid ?? 0), 'SIGKILL');
  return isOver;
}

it('a supervisor that is told to end between two lives of its runtime ends', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const moments = Array.from({length: AT_ONCE}, (_, index) => (round * AT_ONCE + index) / 10);
    expect(await Promise.all(moments.map(endsAfter))).toEqual(moments.map(() => true));
  }
});
