import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {createLambdock, type Lambdock, type OpenFunction} from '../../../src/index.js';
import {removeProject} from '../../support/remove-project.js';

jest.setTimeout(120_000);

const code = (edition: string): string => `
let count = 0;
exports.handler = async (event, context) => ({
  edition: '${edition}', count: count += 1, level: process.env.LEVEL,
  version: context.functionVersion,
});
`;

describe.each([
  ['rie', 'started'],
  ['runtime-api', 'initialised'],
] as const)('a function that is opened with %s', (driver, warmth) => {
  let folder: string;
  let lambdock: Lambdock;
  let opened: OpenFunction;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'lambdock-opened-')));
    await mkdir(join(folder, 'code'));
    await writeFile(join(folder, 'code', 'index.js'), code('first'));
    const one = {runtime: 'nodejs22.x', handler: 'index.handler', code: './code', timeout: 20};
    await writeFile(
      join(folder, 'lambdock.yml'),
      JSON.stringify({functions: {[`opened-${driver}`]: {...one, environment: {LEVEL: '1'}}}}),
    );
    lambdock = await createLambdock({cwd: folder, driver, pool: {perFunction: 2}});
    opened = await lambdock.function().open({warm: 1});
  });

  afterAll(async () => {
    await lambdock.dispose();
    await removeProject(join(folder, 'lambdock.yml'));
    await rm(folder, {recursive: true});
  });

  const running = async (): Promise<number> => {
    const containers = await lambdock.ps();
    return containers.filter((one) => one.function === `opened-${driver}`).length;
  };

  it('is warm before its first event, answers one after another, and says how warm it was', async () => {
    expect(opened).toMatchObject({driver, warmth, spec: {name: `opened-${driver}`}});
    expect(await running()).toBe(1);
    const one = await opened.invoke({});
    const two = await opened.invoke({}, driver === 'rie' ? {} : {context: {traceId: 'Root=1'}});
    expect(one).toMatchObject({payload: {edition: 'first', count: 1, level: '1'}});
    expect(two).toMatchObject({payload: {count: 2}, coldStart: false, driver});
    expect(one.timings.startMs).toBeNull();
    expect(two.image.derived).toBe(opened.image);
  });

  it('does not see what is edited later, which an invoke of the function does', async () => {
    await writeFile(join(folder, 'code', 'index.js'), code('second'));
    expect((await opened.invoke({})).payload).toMatchObject({edition: 'first', count: 3});
    const now = await lambdock.function().invoke({});
    expect(now.payload).toMatchObject({edition: 'second', count: 1});
    expect((await opened.invoke({})).payload).toMatchObject({edition: 'first', count: 4});
  });

  it('has environments of its own image for events with another context', async () => {
    const result = await opened.invoke({}, {context: {functionVersion: '7'}});
    expect(result.payload).toMatchObject({edition: 'first', count: 1, version: '7'});
  });

  it('refuses more warmth than there is room for', async () => {
    const failure = lambdock.function().open({warm: 3});
    await expect(failure).rejects.toMatchObject({code: 'USAGE', details: {warm: 3, most: 2}});
  });

  it('leaves nothing of its own when it is disposed, and takes no event any more', async () => {
    await opened.dispose();
    const left = (await lambdock.ps()).filter(({image}) => image === opened.image);
    expect(left).toEqual([]);
    await expect(opened.invoke({})).rejects.toMatchObject({code: 'USAGE'});
    expect((await lambdock.function().invoke({})).status).toBe('ok');
  });
});
