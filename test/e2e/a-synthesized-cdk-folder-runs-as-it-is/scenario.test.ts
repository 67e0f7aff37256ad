import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(120_000);

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/cdk', file: 'cdk.out'});
  const out = join(project.folder, 'cdk.out');
  const files = await readdir(out, {recursive: true});
  const dockerfile = join(out, files.find((file) => file.endsWith('Dockerfile')) ?? '');
  const text = await readFile(dockerfile, 'utf8');
  await writeFile(dockerfile, text.replace('BASE_IMAGE', await baseImage('node')));
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

async function json(...args: readonly string[]): Promise<unknown> {
  const run = await project.run(args);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return JSON.parse(run.stdout.toString()) as unknown;
}

describe('a synthesized CDK folder', () => {
  it('lists its functions by logical ids, and by the names that the CDK’s constructs have', async () => {
    expect(await json('functions', 'list', '--json')).toMatchObject({
      functions: [
        {name: 'HelloA1B2C3D4', aliases: ['ShopStack/Hello', 'Hello'], runtime: 'nodejs22.x'},
        {name: 'PictureE5F6A7B8', aliases: ['ShopStack/Picture', 'Picture'], runtime: null},
        {
          name: 'InnerNestedStackResource5F6A/Deep9A8B7C6D',
          aliases: ['Deep9A8B7C6D', 'ShopStack/Inner/Deep', 'Deep', 'shop-deep'],
          runtime: 'python3.13',
        },
      ],
    });
  });

  it('runs functions of its assets, images too, with what nested stacks pass on', async () => {
    expect(await json('invoke', 'Hello', '-d', '{"a":1}', '--region', 'eu-west-1')).toEqual({
      event: {a: 1},
      table: 'orders',
      region: 'eu-west-1',
      deep: 'shop-deep',
    });
    expect(await json('invoke', 'Picture', '-d', '{}')).toEqual({says: 'cheese'});
    expect(await json('invoke', 'ShopStack/Inner/Deep', '-d', '{}')).toEqual({table: 'orders'});
  });
});
