import {execFile, spawn} from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import {join} from 'node:path';
import {finished} from 'node:stream/promises';
import {promisify} from 'node:util';
import Docker from 'dockerode';
import {writeCertificates} from './certificates.js';
import {until} from './until.js';

const run = promisify(execFile);
/** Outside of what is hidden from the engine, and short: sockets have short names. */
const ROOT = '/var/lib/lambdock-test';
const NAME = /^ld(\d+)-(\d+)$/;

/** A dockerd of a test's own, as on another machine: its own network, and none of our files. */
export interface SecondEngine extends AsyncDisposable {
  /** Its address on the wire between here and there. */
  readonly host: string;
  /** For DOCKER_HOST. */
  readonly url: string;
  /** Folder with ca.pem, cert.pem and key.pem, for DOCKER_CERT_PATH; only with `tls`. */
  readonly certificates: string;
  readonly docker: Docker;
  /** Brings images from the usual engine. */
  load(images: readonly string[]): Promise<void>;
  /** Ends the daemon without warning; its containers stay for a while. */
  kill(): Promise<void>;
}

export interface SecondEngineOptions {
  readonly tls?: boolean;
  /** Size of the disk it keeps images on, as `mount` takes it: `150m`. */
  readonly disk?: string;
  /** Folders it cannot see. */
  readonly hidden?: readonly string[];
}

/** Why no second engine can be had here, or null. */
export async function noSecondEngine(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'a second engine needs root';
  try {
    await run('ip', ['netns', 'list']);
    await run('sh', ['-c', 'command -v dockerd nsenter unshare openssl']);
    await run('unshare', ['-m', 'true']);
    return null;
  } catch (error) {
    return `a second engine needs ip, dockerd, nsenter, unshare and openssl: ${String(error)}`;
  }
}

let count = 0;

/** Starts a second engine; what killed test runs left of theirs is removed first. */
export async function startSecondEngine(options: SecondEngineOptions = {}): Promise<SecondEngine> {
  await removeAbandoned();
  const name = `ld${process.pid}-${(count += 1)}`;
  const folder = join(ROOT, name);
  mkdirSync(folder, {recursive: true});
  const subnet = await freeSubnet();
  await layWire(name, subnet);
  const host = `10.77.${subnet}.2`;
  if (options.tls === true) await writeCertificates(folder, host);
  startDaemon({name, folder, host, subnet}, options);
  const docker = new Docker({socketPath: join(folder, 'docker.sock'), host: undefined});
  try {
    await until(`second engine (see ${folder}/log)`, () =>
      docker.ping().then(
        () => true,
        () => false,
      ),
    );
  } catch (error) {
    const log = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
    await remove(name);
    throw new Error(`${String(error)}\n${log}`, {cause: error});
  }
  return {
    host,
    url: `tcp://${host}:${options.tls === true ? 2376 : 2375}`,
    certificates: join(folder, 'client'),
    docker,
    async load(images) {
      for (const image of images) {
        const answer = await docker.loadImage(await new Docker().getImage(image).get());
        await finished(answer.resume());
        await docker.getImage(image).inspect();
      }
    },
    async kill() {
      const pid = pidIn(join(folder, 'pid'));
      if (pid !== null) process.kill(pid, 'SIGKILL');
      await until('end of the daemon', () => pid === null || !isAlive(pid));
    },
    [Symbol.asyncDispose]: () => remove(name),
  };
}

interface Place {
  readonly name: string;
  readonly folder: string;
  readonly host: string;
  readonly subnet: number;
}

function startDaemon(
  place: Place,
  {tls = false, disk, hidden = ['/tmp']}: SecondEngineOptions,
): void {
  const {name, folder, host, subnet} = place;
  const data = join(folder, 'data');
  mkdirSync(data);
  const security = tls
    ? `--tlsverify --tlscacert ${folder}/server/ca.pem --tlscert ${folder}/server/cert.pem --tlskey ${folder}/server/key.pem -H tcp://${host}:2376`
    : `--tls=false -H tcp://${host}:2375`;
  const script = [
    ...hidden.map((path) => `mount -t tmpfs tmpfs ${path}`),
    ...(disk === undefined ? [] : [`mount -t tmpfs -o size=${disk} tmpfs ${data}`]),
    `exec dockerd --data-root ${data} --exec-root ${folder}/exec --pidfile ${folder}/pid -H unix://${folder}/docker.sock ${security} --bip 10.88.${subnet}.1/24 --cgroup-parent /${name}`,
  ].join(' && ');
  const log = openSync(join(folder, 'log'), 'a');
  spawn(
    'nsenter',
    [
      `--net=/var/run/netns/${name}`,
      'unshare',
      '-m',
      '--propagation',
      'private',
      'sh',
      '-c',
      script,
    ],
    {cwd: '/', stdio: ['ignore', log, log], detached: true},
  ).unref();
}

/** A network namespace, and a pair of interfaces as its cable. */
async function layWire(name: string, subnet: number): Promise<void> {
  const ip = (...args: string[]): Promise<unknown> => run('ip', args);
  await ip('netns', 'add', name);
  await ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
  await ip('addr', 'add', `10.77.${subnet}.1/24`, 'dev', name);
  await ip('link', 'set', name, 'up');
  await ip('-n', name, 'addr', 'add', `10.77.${subnet}.2/24`, 'dev', 'eth0');
  await ip('-n', name, 'link', 'set', 'eth0', 'up');
  await ip('-n', name, 'link', 'set', 'lo', 'up');
  await ip('-n', name, 'route', 'add', 'default', 'via', `10.77.${subnet}.1`);
}

async function freeSubnet(): Promise<number> {
  const {stdout} = await run('ip', ['-4', '-o', 'addr']);
  for (let tried = 0; tried < 250; tried += 1) {
    const subnet = ((process.pid + tried) % 250) + 2;
    if (!stdout.includes(` 10.77.${subnet}.`)) return subnet;
  }
  throw new Error('no free subnet below 10.77.0.0/16');
}

/** What test runs that are no more left behind. */
async function removeAbandoned(): Promise<void> {
  if (!existsSync(ROOT)) return;
  for (const name of readdirSync(ROOT)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) await remove(name);
  }
}

async function remove(name: string): Promise<void> {
  const folder = join(ROOT, name);
  const pid = pidIn(join(folder, 'pid'));
  if (pid !== null && isAlive(pid)) {
    process.kill(pid, 'SIGTERM');
    await until('end of the daemon', () => !isAlive(pid)).catch(() => undefined);
  }
  await killRest(name);
  await run('ip', ['netns', 'del', name]).catch(() => undefined);
  await run('ip', ['link', 'del', name]).catch(() => undefined);
  rmSync(folder, {recursive: true, force: true});
}

/** A daemon that was killed leaves its containerd, the shims and the containers: they run in its network or its cgroup. */
async function killRest(name: string): Promise<void> {
  const space = await run('stat', ['-Lc', '%i', `/var/run/netns/${name}`]).then(
    ({stdout}) => `net:[${stdout.trim()}]`,
    () => 'none',
  );
  const rest = (): number[] => ownProcesses(space, name);
  for (const pid of rest()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  await until('end of the last process', () => rest().length === 0).catch(() => undefined);
  for (const controller of readdirSync('/sys/fs/cgroup')) {
    try {
      rmdirSync(join('/sys/fs/cgroup', controller, name));
    } catch {
      // This controller has none.
    }
  }
}

const ownProcesses = (space: string, name: string): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/ns/net`) === space ||
          readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(`:/${name}/`)
        );
      } catch {
        return false;
      }
    })
    .map(Number);

function pidIn(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8').trim()) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
