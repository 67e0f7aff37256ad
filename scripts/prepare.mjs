// What a fresh clone needs before it can run: packages, the build, an engine, base images.
// Uses Node alone, since nothing is installed yet. Every step is skipped when it is done already.
import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {say, step} from './step.mjs';

export {say};

export const root = fileURLToPath(new URL('..', import.meta.url));
const lambdock = join(root, 'dist/cli.cjs');

/** Runs a command with its output on stderr; resolves with its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {cwd: root, stdio: ['ignore', 2, 2], ...options});
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal === null ? code : 1));
  });

async function must(what, command, args, options) {
  const code = await run(command, args, options);
  if (code === 0) return;
  say(`${what} failed (exit ${code}).`);
  process.exit(code === 3 ? 3 : 1);
}

const hashOf = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

function stampMatches(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

async function installPackages() {
  const stamp = join(root, 'node_modules/.lambdock-lock');
  const lock = hashOf(readFileSync(join(root, 'package-lock.json')), process.version);
  if (stampMatches(stamp, lock)) return;
  await step('installing packages', async () => {
    await must('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(stamp, lock);
  });
}

/** Size and time of every file that goes into dist/. */
function sourceStamp() {
  const files = [
    'src',
    ...readdirSync(join(root, 'scripts'))
      .filter((name) => name.startsWith('build'))
      .map((name) => `scripts/${name}`),
    'package.json',
    'package-lock.json',
  ];
  const all = files.flatMap((name) => {
    const path = join(root, name);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, {recursive: true}).map((entry) => join(path, entry));
  });
  const facts = all.sort().map((path) => {
    const {size, mtimeMs, mode} = statSync(path);
    return `${path} ${size} ${mtimeMs} ${mode}`;
  });
  return hashOf(facts.join('\n'));
}

async function buildDist() {
  const stamp = join(root, 'dist/.sources');
  const sources = sourceStamp();
  if (stampMatches(stamp, sources)) return;
  await step('building lambdock', async () => {
    await must('npm run build', process.execPath, [join(root, 'scripts/build.mjs')]);
    writeFileSync(stamp, sources);
  });
}

const ensureEngine = () =>
  must('Getting a Docker engine', 'bash', [join(root, 'scripts/engine.sh'), 'ensure']);

/** Real base images where a registry delivers them, else stand-ins from images/. Without `optional` ones it goes on. */
async function ensureImages(runtimes, optional) {
  await getImages(runtimes, (args) => must('Building stand-ins', lambdock, args));
  await getImages(optional, async (args) => {
    if ((await run(lambdock, args)) !== 0) say('  What is missing is not tested here.');
  });
}

async function getImages(runtimes, build) {
  const rows = spawnJson(['images', 'list', '--json'])?.images ?? [];
  const missing = rows.filter(
    (row) => runtimes.includes(row.runtime) && !row.present && !row.standInPresent,
  );
  const names = missing.map(({runtime}) => runtime);
  if (names.length === 0) return;
  await step(`base images of ${names.join(', ')}`, async () => {
    if ((await run(lambdock, ['images', 'pull', ...names, '--progress', 'plain'])) === 0) return;
    const buildable = missing.filter((row) => row.standInAvailable).map(({runtime}) => runtime);
    say('  No registry delivers them: building stand-ins from images/.');
    await build(['images', 'build', ...buildable, '--progress', 'plain']);
  });
}

function spawnJson(args) {
  const {stdout} = spawnSync(lambdock, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

/** Everything up to base images for these runtimes, and for the `optional` ones that can be had. */
export async function prepare(runtimes, optional = []) {
  await installPackages();
  await Promise.all([buildDist(), ensureEngine()]);
  await ensureImages(runtimes, optional);
}
