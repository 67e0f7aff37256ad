// `lambdock serve` on a free port, and what is asked of it from outside.
import {fork, spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../scripts/prepare.mjs';

const PAUSE_MS = 5;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts the command line `cli`; resolves when it is ready, with the time that took from the start of the process. */
export async function startServe(sample, names, flags) {
  const began = performance.now();
  const args = ['serve', ...names, '--port', '0', '--pull', 'never', ...flags];
  const child = spawn(sample.cli, args, {
    cwd: sample.folder,
    env: sample.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk) => (told = (told + chunk).slice(-4000)));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const urlOf = () => /listening on (http:\S+)/.exec(told)?.[1];
  while (!told.includes('\nready')) {
    if (child.exitCode !== null) throw new Error(`serve ended: ${told}`);
    await pause(PAUSE_MS);
  }
  return {
    readyMs: performance.now() - began,
    invokeUrl: (name) => `${urlOf()}/2015-03-31/functions/${name}/invocations`,
    rssMb: () =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1e3,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Plain containers by a bare script, all at once; resolves when each has answered, with the time from the start of the process. */
export async function startPlainMany(socketPath, images, {event, env}) {
  const began = performance.now();
  const args = [join(root, 'bench/plain-many.mjs'), socketPath, event, ...images];
  const child = spawn(process.execPath, args, {env, stdio: ['pipe', 'pipe', 'inherit']});
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const isReady = await Promise.race([
    new Promise((resolve) => child.stdout.once('data', () => resolve(true))),
    gone.then(() => false),
  ]);
  if (!isReady) throw new Error('the bare script ended');
  return {
    readyMs: performance.now() - began,
    async stop() {
      child.stdin.end();
      await gone;
    },
  };
}

/** Twenty lines of Node in front of one emulator, in a process of their own. */
export async function startPassThrough(url) {
  const child = fork(join(root, 'bench/loops/pass-through.mjs'), [JSON.stringify({url})]);
  const {port} = await new Promise((resolve, reject) => {
    child.once('message', resolve).once('error', reject);
  });
  return {url: `http://127.0.0.1:${port}/`, stop: () => child.disconnect()};
}
