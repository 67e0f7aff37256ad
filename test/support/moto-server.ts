import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const INSTALL = fileURLToPath(new URL('../../scripts/fake-aws.mjs', import.meta.url));
const SERVE = fileURLToPath(new URL('../fake-aws/serve_moto.py', import.meta.url));
/** What is kept of moto's log, to be shown when it does not start. */
const TAIL = 2000;

/** A moto of this test's own, on a free port of the loopback. */
export interface MotoServer extends AsyncDisposable {
  readonly url: string;
}

/** This machine's Python with moto's packages, boto3 among them; installs them where they are missing. */
export async function pythonWithBoto3(): Promise<{
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;
}> {
  const {stdout} = await promisify(execFile)(process.execPath, [INSTALL]);
  const {python, site} = JSON.parse(stdout) as {readonly python: string; readonly site: string};
  return {python, env: {...process.env, PYTHONPATH: site}};
}

/** Starts moto, which ends with this process whatever ends that; installs it where it is missing. */
export async function startMoto(): Promise<MotoServer> {
  const {python, env} = await pythonWithBoto3();
  const child = spawn(python, [SERVE, '-H', '127.0.0.1', '-p', '0'], {
    env: {...env, PYTHONUNBUFFERED: '1'},
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return {url: await addressOf(child), [Symbol.asyncDispose]: () => end(child)};
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      log = `${log}${chunk.toString()}`.slice(-TAIL);
      const [address] = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(log) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`moto ended with ${code}: ${log}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill();
  await ended;
}
