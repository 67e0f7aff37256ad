import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {projectId} from '../../../src/core/project-id.js';
import {withInput} from '../../support/cli-shell.js';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {BAD_FILES, BAD_SETTINGS, NETWORK, type BadInput} from './cases.js';
import {BAD_EVENTS} from './event-cases.js';

const SLOW = 60_000;
jest.setTimeout(SLOW);

const PROJECT = `version: 1
defaults: {runtime: nodejs22.x, handler: index.handler, code: ./hello}
`;

let project: E2eProject;
let began: number;

beforeAll(async () => {
  began = Math.floor(Date.now() / 1000);
  project = await openProject({fixture: 'projects/answers'});
  const at = (path: string): string => join(project.folder, path);
  await mkdir(at('empty'));
  await symlink('loop', at('loop'));
  for (const [path, content] of BAD_FILES()) await writeFile(at(path), content);
  await writeFile(
    at('lambdock.yml'),
    `version: 1
defaults: {runtime: nodejs22.x}
functions:
  hello: {handler: index.handler, code: ./hello}
  other: {handler: index.handler, code: ./hello, environment: {TABLE: !ImportValue shared-table}}
`,
  );
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

const told = (row: BadInput, ...more: readonly string[]): Promise<Run> =>
  row.stdin === undefined
    ? project.run([...row.args, ...more])
    : withInput(project, [...row.args, ...more], row.stdin);

async function expectTold(row: BadInput): Promise<void> {
  const text = await told(row, '-q');
  expect([text.exitCode, text.stdout.toString()]).toEqual([row.exitCode, '']);
  expect(text.stderr).toMatch(new RegExp(`^Error \\[${row.code}\\]: `));
  expect(text.stderr).toMatch(row.message);
  expect(text.stderr).toMatch(/\n {2}hint: /);
  expect(text.stderr).not.toMatch(/^\s+at /m);
  const json = await told(row, '-q', '--json');
  expect([json.exitCode, json.stderr]).toEqual([row.exitCode, '']);
  const {error} = JSON.parse(json.stdout.toString()) as {error: Record<string, unknown>};
  expect(Object.keys(error)).toEqual(['code', 'message', 'suggestions', 'details']);
  expect(error['code']).toBe(row.code);
  expect(error['message']).toMatch(row.message);
  expect((error['suggestions'] as string[]).join('\n')).toMatch(row.hint);
}

describe('it is told clearly, and nothing is started:', () => {
  it.each([...BAD_SETTINGS, ...BAD_EVENTS].map((row) => [row.title, row] as const))(
    '%s',
    (_title, row) => expectTold(row),
  );

  it('a reference, which --env and --env-file give a value', async () => {
    const plan = ['invoke', 'other', '-d', '{}', '-o', 'no/where'];
    const given = await project.run([...plan, '--env', 'TABLE=orders']);
    expect(given.stderr).not.toMatch(/REFERENCE_UNRESOLVED/);
  });

  it('no container has been created for any of them', async () => {
    const id = projectId(join(project.folder, 'lambdock.yml'));
    const created = await createdSince(began, `${LABELS.project}=${id}`);
    expect(created).toEqual([]);
  });

  it('a network that the engine has not, and the container that was to join it is gone', async () => {
    await expectTold(NETWORK);
    await project.untilNoContainer();
    expect(await project.containers()).toEqual([]);
  });
});

/** What the engine says was created with a label. */
async function createdSince(since: number, label: string): Promise<readonly string[]> {
  const stream = await project.docker.getEvents({
    since,
    until: Math.ceil(Date.now() / 1000) + 1,
    filters: JSON.stringify({type: ['container'], event: ['create'], label: [label]}),
  });
  const chunks: string[] = [];
  for await (const chunk of stream) chunks.push(chunk.toString());
  return chunks;
}

describe('a lambdock.yml', () => {
  const invokeWith = async (text: string): Promise<Run> => {
    await writeFile(join(project.folder, 'wrong.yml'), text);
    return project.run(['invoke', 'hello', '-p', 'wrong.yml', '-d', '{}']);
  };

  it('is told every problem at once, each with its place, and the name that was meant', async () => {
    const run = await invokeWith(`version: 2
registry: [a]
defaults: {runtime: nodejs22, memroy: 128, timeout: 3000}
functions:
  hello:
    handler: index.handler
    code: ./hello
    timout: 3
    memory: "lots"
    layers: ./layer
    environment: {LIST: [1, 2], OK: 1}
  "bad name": {handler: index.handler}
  third: {code: ./hello, architecture: arm}
extra: 1
`);
    expect([run.exitCode, run.stdout.length]).toEqual([2, 0]);
    expect(run.stderr).toMatchInlineSnapshot(`
     "Error [PROJECT_INVALID]: wrong.yml has 12 problems
       wrong.yml:1:10: version: found 2, expected 1
       wrong.yml:2:11: registry: found a list, expected a registry prefix such as public.ecr.aws/lambda, without a scheme
       wrong.yml:3:12: defaults.runtime: found "nodejs22", expected a runtime of Lambda's; did you mean nodejs22.x?
       wrong.yml:3:31: defaults.memroy: unknown key; did you mean memory?
       wrong.yml:3:53: defaults.timeout: found 3000, expected a whole number of seconds from 1 to 900
       wrong.yml:8:5: functions.hello.timout: unknown key; did you mean timeout?
       wrong.yml:9:13: functions.hello.memory: found "lots", expected a whole number of MB from 128 to 10240
       wrong.yml:10:13: functions.hello.layers: found "./layer", expected a list of layers
       wrong.yml:11:25: functions.hello.environment.LIST: found a list, expected a text, a number, true, false or null
       wrong.yml:12:3: functions.bad name: found "bad name", expected a function name of 1 to 64 letters, digits, '_' and '-'
       wrong.yml:13:40: functions.third.architecture: found "arm", expected x86_64 or arm64
       wrong.yml:14:1: extra: unknown key; known are version, name, registry, driver, stack, layersCache, layerMap, runtimes, hooks, endpoints, defaults, functions
       hint: correct the places named above; the schema ships as lambdock.schema.json
     "
    `);
  });

  it.each([
    ['text that is no YAML', 'functions:\n  a: [\n', /wrong\.yml:3:1: not valid YAML/],
    ['a key given twice', `${PROJECT}functions: {}\nfunctions: {}\n`, /wrong\.yml:4:1/],
    ['nothing', '', /wrong\.yml:1:1/],
  ])('is told where it is %s', async (_what, text, message) => {
    const run = await invokeWith(text);
    expect([run.exitCode, run.stdout.length]).toEqual([2, 0]);
    expect(run.stderr).toMatch(/^Error \[PROJECT_INVALID\]: /);
    expect(run.stderr).toMatch(message);
  });
});
