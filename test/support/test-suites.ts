import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {LABELS} from '../../src/core/labels.js';
import {projectId} from '../../src/core/project-id.js';
import {connectEngine} from '../../src/docker/connect.js';
import {startCli, type Started} from './start-cli.js';
import {until} from './until.js';

/** What runs a suite. */
export type Tool = 'jest' | 'vitest';

const JEST = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));

/** Starts the suite in a folder with the tool that its package.json names, in a process group of its own. */
export async function startSuite(tool: Tool, folder: string, home: string): Promise<Started> {
  return tool === 'jest' ? inJest(folder) : inVitest(folder, home);
}

/** The Jest of this project, which is the one that the example names. */
const inJest = (folder: string): Started =>
  startCli({
    command: [process.execPath, JEST, '--rootDir', folder],
    cwd: folder,
    env: {...process.env, NODE_OPTIONS: '--experimental-vm-modules', LAMBDOCK_PULL: 'never'},
    detached: true,
  });

/** Vitest is no package of this project: the example names its version, which is put into `home`. */
async function inVitest(folder: string, home: string): Promise<Started> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    devDependencies: {vitest: string};
  };
  const {vitest} = manifest.devDependencies;
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--no-save'];
  await promisify(execFile)('npm', ['install', ...flags, `vitest@${vitest}`], {cwd: home});
  return startCli({
    command: [process.execPath, join(home, 'node_modules/vitest/vitest.mjs'), 'run'],
    cwd: folder,
    env: {...process.env, NODE_OPTIONS: '', LAMBDOCK_PULL: 'never'},
    detached: true,
  });
}

/** The containers of the project in a folder. */
export async function containersOf(folder: string): Promise<readonly unknown[]> {
  const engine = await connectEngine({variables: process.env});
  return engine.listContainers({[LABELS.project]: projectId(join(folder, 'lambdock.yml'))});
}

/** Resolves when the last of them is gone. */
export const untilNoContainer = (folder: string): Promise<unknown> =>
  until('end of the last container', async () => (await containersOf(folder)).length === 0);

/** Ctrl-C reaches all processes of a terminal's job. */
export const ABORTS = [
  ['SIGINT', true],
  ['SIGTERM', false],
  ['SIGKILL', false],
] as const;

/** A test that is in the middle of its work, with a warm environment, until it takes too long. */
export const HANGS = `
import {writeFileSync} from 'node:fs';
import {createLambdock} from 'lambdock';
it('is in the middle', async () => {
  const lambdock = await createLambdock({project: new URL('lambdock.yml', import.meta.url).pathname});
  await lambdock.function('cart').invoke({items: []});
  writeFileSync('ready', '');
  await new Promise(() => {});
}, 15_000);
`;
