import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(60_000);

/** Writes the second half of its answer only when the test has opened the gate. */
const CODE = `
const {existsSync} = require('node:fs');
const opened = async () => {
  while (!existsSync('/gate/open')) await new Promise((resolve) => setTimeout(resolve, 5));
};
exports.handler = awslambda.streamifyResponse(async ({fails}, stream) => {
  stream.write('first\\n');
  await opened();
  if (fails) throw new RangeError('half way');
  stream.end('last');
});
`;
const HOOKS = `export default {result: () => ({payload: 'instead'})};`;

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({});
  for (const name of ['code', 'gate', 'waiting']) await mkdir(join(project.folder, name));
  await writeFile(join(project.folder, 'code', 'index.js'), CODE);
  await writeFile(join(project.folder, 'hooks.mjs'), HOOKS);
  await writeFile(join(project.folder, 'gate', 'open'), '');
  const pages = {runtime: 'nodejs22.x', handler: 'index.handler', code: './code', timeout: 30};
  const settings = {driver: 'runtime-api', functions: {pages}};
  await writeFile(join(project.folder, 'lambdock.yml'), JSON.stringify(settings));
});
afterAll(async () => project[Symbol.asyncDispose]());

const withGate = (gate: string, ...args: readonly string[]): readonly string[] => [
  ...['invoke', 'pages', '--mount', `${join(project.folder, gate)}:/gate:ro`],
  ...args,
];

describe('the command line under runtime-api', () => {
  it('prints the first piece of an answer while its handler still runs', async () => {
    const run = project.start(withGate('waiting', '-d', '{}'));
    await run.untilStdout('first\n');
    await writeFile(join(project.folder, 'waiting', 'open'), '');
    const {exitCode, stdout, stderr} = await run.ended();
    expect([exitCode, stdout.toString()]).toEqual([0, 'first\nlast']);
    expect(stderr).toMatch(/^START RequestId: .*\nEND RequestId: .*\nREPORT RequestId: /m);
  });

  it('tells an error after the first piece once, on stderr, and prints nothing behind the piece', async () => {
    const run = await project.run(withGate('gate', '-d', '{"fails": true}'));
    expect([run.exitCode, run.stdout.toString()]).toEqual([1, 'first\n']);
    expect(run.stderr.match(/^Function error \[.*$/gm)).toEqual([
      'Function error [function-error]: RangeError: half way',
    ]);
  });

  it('prints one envelope with --json, writes a whole file with --output', async () => {
    const json = await project.run(withGate('gate', '-d', '{}', '--json'));
    expect(JSON.parse(json.stdout.toString())).toMatchObject({
      status: 'ok',
      payloadBase64: Buffer.from('first\nlast').toString('base64'),
    });
    const filed = await project.run(withGate('gate', '-d', '{}', '--output', 'answer'));
    expect([filed.exitCode, filed.stdout.toString()]).toEqual([0, '']);
    expect(await readFile(join(project.folder, 'answer'), 'utf8')).toBe('first\nlast');
  });

  it('prints nothing of an answer in whose place a hook puts another', async () => {
    const run = await project.run(withGate('gate', '-d', '{}', '--hooks', 'hooks.mjs'));
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '"instead"']);
  });
});
