import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {transform} from 'esbuild';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {DRIVERS} from '../../src/core/driver.js';
import type {Run} from '../support/cli.js';
import {removeProject} from '../support/remove-project.js';
import {startCli} from '../support/start-cli.js';
import {ABORTS, containersOf, HANGS, startSuite, untilNoContainer} from '../support/test-suites.js';
import {until} from '../support/until.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const INSTALL_LIMIT = 300_000;
const SLOW = 60_000;
jest.setTimeout(SLOW);
const run = promisify(execFile);

/** A folder outside the checkout that holds nothing but the installed tarball and a project. */
let home: string;
let tarball: readonly string[];

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'lambdock-package-')));
  const packed = await run('npm', ['pack', '--json', '--pack-destination', home], {cwd: ROOT});
  const [{filename, files}] = JSON.parse(packed.stdout) as [
    {filename: string; files: {path: string}[]},
  ];
  tarball = files.map(({path}) => path);
  await writeFile(join(home, 'package.json'), '{"name": "uses-lambdock", "private": true}');
  const flags = ['--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...flags, `./${filename}`], {cwd: home});
  await cp(join(ROOT, 'test/fixtures/projects/answers'), home, {recursive: true});
}, INSTALL_LIMIT);

afterAll(async () => {
  await removeProject(join(home, 'lambdock.yml'));
  await rm(home, {recursive: true, force: true});
});

const inHome = (
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> =>
  startCli({
    command,
    cwd: home,
    env: {...process.env, NODE_OPTIONS: '', LAMBDOCK_PULL: 'never', ...env},
  }).ended();

const lambdock = (...args: readonly string[]): Promise<Run> =>
  inHome(['npx', '--no-install', 'lambdock', ...args]);

/** Runs a script with Node and returns what it printed. */
async function printed(name: string, code: string): Promise<string> {
  await writeFile(join(home, name), code);
  const {exitCode, stdout, stderr} = await inHome([process.execPath, name]);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout.toString();
}

describe('the tarball', () => {
  it('holds the package and nothing of the workshop', () => {
    const folders = new Set(tarball.map((path) => path.replace(/\/.*$/, '')));
    expect([...folders].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'images',
      'lambdock.schema.json',
      'oclif.manifest.json',
      'package.json',
    ]);
    expect(
      tarball.filter((path) => /\.map$|\.tsbuildinfo$|\.test\.|(^|\/)test\//.test(path)),
    ).toEqual([]);
  });

  it('gives editors the schema that the command line checks with', async () => {
    const code = `import {createRequire} from 'node:module';
const schema = createRequire(import.meta.url)('lambdock/lambdock.schema.json');
console.log(Object.keys(schema.properties).join(', '));`;
    await writeFile(join(home, 'unknown.yml'), 'nothing-like-it: 1');
    const {exitCode, stderr} = await lambdock('functions', 'list', '-p', 'unknown.yml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`known are ${(await printed('schema.mjs', code)).trim()}`);
  });
});

describe('the installed command line', () => {
  it('tells its version', async () => {
    const {exitCode, stdout} = await lambdock('--version');
    expect([exitCode, stdout.toString()]).toEqual([
      0,
      `lambdock/0.1.0 ${process.platform}-${process.arch} node-${process.version}\n`,
    ]);
  });

  it('has help with examples for every command', async () => {
    const manifest = await readFile(join(home, 'node_modules/lambdock/oclif.manifest.json'));
    const {commands} = JSON.parse(manifest.toString()) as {commands: Record<string, unknown>};
    const names = Object.keys(commands).map((id) => id.split(':'));
    expect(names.length).toBeGreaterThan(8);
    const bin = join(home, 'node_modules/.bin/lambdock');
    for (const words of names) {
      const {exitCode, stdout} = await inHome([bin, ...words, '--help']);
      const text = stdout.toString();
      expect([words, exitCode]).toEqual([words, 0]);
      expect(text).toMatch(/USAGE\n\s+\$ lambdock /);
      expect(text).toMatch(/EXAMPLES\n/);
      expect(text).toMatch(/--json/);
    }
  });

  it('helps, lists and refuses without a single package of its dependencies', async () => {
    const bare = join(home, 'bare');
    await mkdir(bare);
    await cp(join(home, 'node_modules/lambdock'), join(bare, 'lambdock'), {recursive: true});
    const bin = join(bare, 'lambdock/dist/cli.cjs');
    expect((await readdir(bare)).length).toBe(1);
    for (const args of [['--help'], ['invoke', '--help'], ['functions', 'list']]) {
      expect([args, (await inHome([bin, ...args])).exitCode]).toEqual([args, 0]);
    }
    const refused = await inHome([bin, 'invoke', 'helo', '-d', '{}']);
    expect([refused.exitCode, refused.stdout.length]).toEqual([2, 0]);
  });

  it('keeps its own --env-file from Node, which would exit 9', async () => {
    // Not through npx: on Node 20 that is where it happens, before any file of ours is read.
    const bin = join(home, 'node_modules/.bin/lambdock');
    const {exitCode, stderr} = await inHome([bin, 'invoke', 'hello', '--env-file', 'missing']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Error \[ENV_INVALID\]: there is no env file missing\n/);
  });

  it('invokes', async () => {
    const {exitCode, stdout} = await lambdock('invoke', 'hello', '-d', '{"a":1}');
    expect([exitCode, stdout.toString()]).toEqual([0, '{"a":1}']);
  });
});

const IMPORTS = `
import {createLambdock, isLambdockError, payloadOf} from 'lambdock';
const lambdock = await createLambdock({project: 'lambdock.yml', pull: 'never'});
try {
  const result = await lambdock.function('hello').invoke({a: 1});
  console.log(JSON.stringify([result.status, payloadOf(result), result.error]));
  const error = await lambdock.function('helo').invoke({}).catch((thrown) => thrown);
  console.log(isLambdockError(error), error.code, error.exitCode);
} finally {
  await lambdock.dispose();
}
`;

/** Two environments that rest, and nobody who disposes of them. */
const FORGETS = `
import {createLambdock} from 'lambdock';
const lambdock = await createLambdock({driver: process.argv[2]});
const hello = lambdock.function('hello');
const [one] = await Promise.all([hello.invoke({a: 1}), hello.invoke({a: 2})]);
console.log(one.status);
`;

const SERVERLESS = `
service: shop
useDotenv: true
provider: {name: aws, runtime: nodejs22.x}
functions: {hello: {handler: index.handler, memorySize: "\${env:MEMORY}"}}
`;

const DOTENV = `
import {createLambdock} from 'lambdock';
const lambdock = await createLambdock({project: 'serverless.yml'});
console.log((await lambdock.function('hello').spec()).memoryMb);
`;

const USING = `
import {createLambdock, type InvocationResult} from 'lambdock';

async function greet(): Promise<InvocationResult> {
  await using lambdock = await createLambdock({pull: 'never'});
  return await lambdock.function('hello').invoke({typed: true});
}

const {status, payload, durationMs}: InvocationResult = await greet();
const measured: number | null = durationMs;
console.log(status, JSON.stringify(payload), typeof measured);
`;

describe('the library', () => {
  it('is imported by plain Node and leaves the process free to end', async () => {
    expect(await printed('imports.mjs', IMPORTS)).toBe(
      '["ok",{"a":1},null]\ntrue FUNCTION_NOT_FOUND 2\n',
    );
  });

  it('is disposed by `await using`, compiled for Node 20', async () => {
    const {code} = await transform(USING, {loader: 'ts', format: 'esm', target: 'es2022'});
    expect(await printed('using.mjs', code)).toBe('ok {"typed":true} number\n');
  });

  it.each(DRIVERS)(
    'lets a script end that forgets to dispose, and leaves nothing, with the driver %s',
    async (driver) => {
      await writeFile(join(home, 'forgets.mjs'), FORGETS);
      const {exitCode, stdout, stderr} = await inHome([process.execPath, 'forgets.mjs', driver]);
      expect([exitCode, stdout.toString(), stderr]).toEqual([0, 'ok\n', '']);
      await untilNoContainer(home);
    },
  );

  it('reads the .env file of a serverless project', async () => {
    await writeFile(join(home, 'serverless.yml'), SERVERLESS);
    await writeFile(join(home, '.env'), 'HALF=256\nMEMORY=${HALF}\n');
    expect(await printed('dotenv.mjs', DOTENV)).toBe('256\n');
  });

  it('has types that hold under strict, its own files checked too', async () => {
    await writeFile(join(home, 'typed.mts'), USING);
    const flags = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022'];
    const surroundings = ['--module', 'nodenext', '--lib', 'es2023,esnext.disposable'];
    const types = ['--types', 'node', '--typeRoots', join(MODULES, '@types')];
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const checked = await inHome([
      process.execPath,
      tsc,
      ...[...flags, ...surroundings, ...types, 'typed.mts'],
    ]);
    expect([checked.stdout.toString(), checked.exitCode]).toEqual(['', 0]);
  });

  it.each([
    ['Jest, in its ESM mode', 'jest', '3 passed'],
    ['Vitest, its tests at the same time', 'vitest', '3 passed'],
  ] as const)(
    'works inside %s, as the example shows, and leaves nothing',
    async (_title, tool, passed) => {
      const folder = join(home, tool);
      await cp(join(ROOT, 'examples', tool), folder, {recursive: true});
      const {exitCode, stdout, stderr} = await (await startSuite(tool, folder, home)).ended(SLOW);
      expect(`${stdout.toString()}${stderr}`).toContain(passed);
      expect(exitCode).toBe(0);
      await removeProject(join(folder, 'lambdock.yml'));
    },
  );

  it.each(['jest', 'vitest'] as const)(
    'leaves nothing when a suite of %s is interrupted, told to end, or killed',
    async (tool) => {
      const folder = join(home, `aborted-${tool}`);
      await cp(join(ROOT, 'examples', tool), folder, {recursive: true});
      const head = tool === 'jest' ? '' : `import {it} from 'vitest';\n`;
      await writeFile(join(folder, 'cart.test.js'), `${head}${HANGS}`);
      for (const [signal, isGroup] of ABORTS) {
        const suite = await startSuite(tool, folder, home);
        await until('test in its middle', () => existsSync(join(folder, 'ready')), SLOW);
        expect((await containersOf(folder)).length).toBe(1);
        process.kill(isGroup ? -suite.pid : suite.pid, signal);
        await suite.ended();
        await untilNoContainer(folder);
        await rm(join(folder, 'ready'));
      }
      await removeProject(join(folder, 'lambdock.yml'));
    },
    3 * SLOW,
  );

  it('runs as the README shows it', async () => {
    const readme = await readFile(join(home, 'node_modules/lambdock/README.md'), 'utf8');
    const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(example).toContain("from 'lambdock'");
    const {code} = await transform(example, {loader: 'ts', format: 'esm', target: 'es2022'});
    expect(await printed('readme.mjs', code)).toMatch(/^\{ name: 'Ada' \} \d/);
  });
});
