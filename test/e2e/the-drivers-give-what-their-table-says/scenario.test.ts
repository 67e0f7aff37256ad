import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {CODE, measure, type Measured} from './measure.js';

/** Where docs/drivers.md is made from. */
const DATA = fileURLToPath(new URL('../../../scripts/drivers.json', import.meta.url));
const LIMIT_MS = 120_000;

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({});
  await mkdir(join(project.folder, 'code'));
  await writeFile(join(project.folder, 'code', 'index.js'), CODE);
  const ends = {runtime: 'nodejs22.x', handler: 'index.handler', code: './code'};
  const settings = {
    defaults: {timeout: 3, memory: 128},
    functions: {ends, broken: {...ends, environment: {BREAKS: '1'}}},
  };
  await writeFile(join(project.folder, 'lambdock.yml'), JSON.stringify(settings));
});
afterAll(async () => project[Symbol.asyncDispose]());

describe('one function to all its ends with both drivers', () => {
  it(
    'gives of each field what docs/drivers.md says, measured',
    async () => {
      const measured = await measure(project.folder);
      process.stderr.write(`\n${table(measured)}\n`);
      const text = await readFile(DATA, 'utf8');
      const data = JSON.parse(text) as {measured: Measured};
      // For who has changed what a driver gives: afterwards `npm run format` and `npm run generate`.
      if (process.env['LAMBDOCK_UPDATE'] === '1') {
        await writeFile(DATA, `${JSON.stringify({...data, measured}, null, 2)}\n`);
      }
      expect(measured).toEqual(data.measured);
    },
    LIMIT_MS,
  );
});

/** What was measured, for who reads the log of a run. */
function table({outcomes, envelope, sees}: Measured): string {
  const width = Math.max(...Object.keys(envelope).map(({length}) => length));
  const line = (head: string, cells: readonly string[]): string =>
    `${head.padEnd(width)}  ${cells.map((cell, at) => cell.padEnd(Math.max(11, (outcomes[at] ?? '').length))).join('  ')}`;
  return [
    'What the drivers give: both, one of them, or - none',
    line('', outcomes),
    ...Object.entries(envelope).map(([field, cells]) => line(field, cells)),
    ...Object.entries(sees).map(([name, given]) => line(`seen as asked: ${name}`, [given])),
  ].join('\n');
}
