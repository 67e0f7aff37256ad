import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(120_000);

let sam: E2eProject;
let serverless: E2eProject;

beforeAll(async () => {
  sam = await openProject({fixture: 'projects/sam', file: 'template.yaml'});
  serverless = await openProject({fixture: 'projects/serverless', file: 'serverless.yml'});
  // What each of the words is for shows in the answers.
  const template = join(sam.folder, 'template.yaml');
  const text = await readFile(template, 'utf8');
  await writeFile(template, text.replace('"event": event', `$&, "shared": os.environ["SHARED"]`));
  await writeFile(
    join(serverless.folder, 'src/variables.js'),
    `exports.handler = async (names, {clientContext: {custom}}) => ({
      custom, ...Object.fromEntries(names.map((name) => [name, process.env[name]])),
    });`,
  );
});
afterAll(async () => {
  await sam[Symbol.asyncDispose]();
  await serverless[Symbol.asyncDispose]();
});

describe('lambdock invoke', () => {
  it('takes a line of `sam local invoke`', async () => {
    const values = {Inline: {SHARED: 'of the file of values'}};
    await writeFile(join(sam.folder, 'vars.json'), JSON.stringify(values));
    await writeFile(join(sam.folder, 'event.json'), '{"orders": [1]}');
    const line = ['Inline', '--template', 'template.yaml', '--event', 'event.json'];
    const more = ['--env-vars', 'vars.json', '--docker-network', 'bridge', '--skip-pull-image'];
    const given = ['--parameter-overrides', 'ParameterKey=Stage,ParameterValue=prod'];
    const run = await sam.run(['invoke', ...line, ...more, ...given]);
    expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
    expect(JSON.parse(run.stdout.toString())).toEqual({
      stage: 'prod',
      shared: 'of the file of values',
      event: {orders: [1]},
    });
  });

  it('takes a line of `serverless invoke local`', async () => {
    await writeFile(join(serverless.folder, 'event.json'), '["PARAM", "OPT", "SELF"]');
    await writeFile(join(serverless.folder, 'context.json'), '{"who": "Ada"}');
    const line = ['--function', 'sources', '--path', 'event.json', '--stage', 'prod'];
    const more = ['--contextPath', 'context.json', '--docker', '--skip-package'];
    const run = await serverless.run(['invoke', ...line, ...more]);
    expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
    expect(JSON.parse(run.stdout.toString())).toEqual({
      custom: {who: 'Ada'},
      PARAM: 'shop.example.com',
      OPT: 'prod',
      SELF: 'orders-prod',
    });
  });

  it.each([
    ['--invoke-image', '--image NAME'],
    ['--container-host', '--docker-host URL'],
    ['--environment', '--env K=V'],
  ])('refuses %s with exit 2, and names %s', async (flag, ours) => {
    const run = await sam.run(['invoke', 'Inline', flag, 'x']);
    expect(run.exitCode).toBe(2);
    expect(run.stdout.toString()).toBe('');
    expect(run.stderr).toContain(`${flag} is a flag of `);
    expect(run.stderr).toContain(ours);
  });
});
