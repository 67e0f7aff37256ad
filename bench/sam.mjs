// SAM, where it is installed or may be: a function of the sample project as `sam local` has it.
import {spawn, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {docker, removeImages} from './engine.mjs';
import {write} from './sample-project.mjs';

const VERSION = '1.170.0';
const LISTEN_LIMIT_MS = 60_000;
const PAUSE_MS = 100;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const SAM_ABSENT = 'sam is not installed: pipx install aws-sam-cli, or --install-sam';

/**
 * {command, version} of the one on the path, or of the bench's own; null where there is none. With `install`
 * that is put into a virtual environment below the user's cache folder, once.
 */
export function findSam({env, install, say}) {
  const own = join(
    process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'lambdock-bench',
    `sam-${VERSION}`,
  );
  const command = join(own, 'bin/sam');
  const found = versionOf('sam', env) ?? versionOf(command, env);
  if (found !== null || !install) return found;
  say(`  installing aws-sam-cli ${VERSION} into ${own}`);
  run('python3', ['-m', 'venv', own]);
  run(join(own, 'bin/pip'), ['install', '--quiet', `aws-sam-cli==${VERSION}`]);
  return versionOf(command, env);
}

function versionOf(command, env) {
  if (command.includes('/') && !existsSync(command)) return null;
  const {status, stdout} = spawnSync(command, ['--version'], {
    env: {...env, SAM_CLI_TELEMETRY: '0'},
    encoding: 'utf8',
  });
  if (status !== 0) return null;
  return {command, version: /(\d+(?:\.\d+)+)/.exec(stdout)?.[1] ?? ''};
}

function run(command, args) {
  const {status, stderr, error} = spawnSync(command, args, {encoding: 'utf8'});
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

/**
 * The function `Hello` of a template in a folder of its own: the code of a function of the sample project on
 * the base image that it has.
 */
export function openSamProject({sample, code, base}) {
  // SAM adds its emulator to the image it is told to use, under that image's repository: one of our
  // own, so that no stand-in ever carries AWS's name.
  const repository = `lambdock-bench-${process.pid}/nodejs`;
  const image = `${repository}:22`;
  const rapid = `${repository}:rapid-${process.arch === 'arm64' ? 'arm64' : 'x86_64'}`;
  docker('tag', base, image);
  const folder = join(sample.folder, 'sam');
  write(
    join(folder, 'template.yaml'),
    `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, CodeUri: ../${code}, Timeout: 5, MemorySize: 128}
`,
  );
  return {
    folder,
    rapid,
    args: [
      '--skip-pull-image',
      '--invoke-image',
      image,
      '--layer-cache-basedir',
      join(folder, 'layers'),
    ],
    env: {
      ...sample.env,
      // It leaves locks among the temporary files.
      TMPDIR: folder,
      SAM_CLI_TELEMETRY: '0',
      __SAM_CLI_APP_DIR: join(folder, 'settings'),
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    },
    close() {
      const left = docker('ps', '-aq', '--filter', `ancestor=${rapid}`)
        .split(/\s+/)
        .filter(Boolean);
      if (left.length > 0) spawnSync('docker', ['rm', '-f', ...left], {stdio: 'ignore'});
      removeImages([rapid, image]);
    },
  };
}

/** `sam local start-lambda` with containers that stay; resolves when it listens. */
export async function startSamLambda({command}, {folder, args, env}) {
  const port = await freePort();
  const words = ['local', 'start-lambda', '--port', String(port), '--warm-containers', 'EAGER'];
  const child = spawn(command, [...words, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk) => (told = (told + chunk).slice(-2000)));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  const limit = performance.now() + LISTEN_LIMIT_MS;
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`sam local start-lambda ended: ${told}`);
    if (performance.now() > limit) {
      await stop();
      throw new Error(`sam local start-lambda does not listen: ${told}`);
    }
    await pause(PAUSE_MS);
  }
  return {url: `http://127.0.0.1:${port}/2015-03-31/functions/Hello/invocations`, stop};
}

const listens = (port) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

/** SAM takes none of its own choice. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}
