// A compose project that lambdock has written, up and reached through its gateway.
import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {createServer} from 'node:net';
import {join} from 'node:path';

const FILE = 'lambdas.compose.yml';

/** Has `replicas` containers of each function, with the driver runtime-api; resolves when invocations succeed. */
export async function startComposed(sample, names, replicas) {
  const {folder, env} = sample;
  const port = await freePort();
  const publish = `127.0.0.1:${port}`;
  const words = ['--driver', 'runtime-api', '--pull', 'never', '--publish', publish, '-o', FILE];
  await sample.lambdock(['compose', ...names, ...words]);
  const project = `lambdock-bench-${randomBytes(4).toString('hex')}`;
  const compose = (...more) =>
    run('docker', ['compose', '-p', project, '-f', join(folder, FILE), ...more], {
      cwd: folder,
      env,
    });
  const stop = () => compose('down', '--volumes', '--timeout', '1');
  const scale = names.flatMap((name) => ['--scale', `${name}=${replicas}`]);
  try {
    await compose('up', '--detach', '--wait', '--wait-timeout', '120', ...scale);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    invokeUrl: (name) => `http://${publish}/2015-03-31/functions/${name}/invocations`,
    stop,
  };
}

/** A compose file names its port: one that is free now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

function run(command, args, {cwd, env}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: {...env, COMPOSE_ANSI: 'never', COMPOSE_PROGRESS: 'plain'},
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (chunk) => (told = (told + chunk).slice(-4000)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')}: ${code}\n${told}`));
    });
  });
}
