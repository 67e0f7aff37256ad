import {randomBytes} from 'node:crypto';
import {readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {fakeLambdaApi, type FakeLambdaApi} from '../../support/fake-lambda-api.js';
import {makeZip} from '../../support/make-zip.js';
import {until} from '../../support/until.js';

const SLOW = 120_000;
const MANY = 20;

let api: FakeLambdaApi;
let project: E2eProject;
beforeAll(async () => {
  api = await fakeLambdaApi();
  project = await openProject({env: api.env});
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await api.stop();
});

const layer = (answer: string, noise = 0): Buffer =>
  makeZip([
    {path: 'nodejs/node_modules/shared/index.js', content: `module.exports = ${answer};`},
    {path: 'noise', content: randomBytes(noise), isStored: true},
  ]);

/** Files in a folder of a cache, which may not be there. */
const filesIn = async (...folder: readonly string[]): Promise<readonly string[]> =>
  readdir(join(...folder)).catch(() => []);

describe('a layer by ARN', () => {
  it(
    'is downloaded by one of 20 processes that find the cache empty',
    async () => {
      const zip = layer('1', 5_000_000);
      const arn = api.publish({name: 'wanted-by-many', zip});
      const pull = ['layers', 'pull', 'steady', '--layer', arn];
      const runs = await Promise.all(
        Array.from({length: MANY}, () => project.start(pull).ended(SLOW)),
      );
      expect(runs.map(({exitCode}) => exitCode)).toEqual(Array.from({length: MANY}, () => 0));
      expect(api.asked.filter((one) => one.arn === arn)).toHaveLength(1);
      expect(api.sent).toEqual([{from: 0, bytes: zip.length}]);
    },
    SLOW,
  );

  it(
    'is gone on with after a kill -9 in the middle of its download',
    async () => {
      const zip = layer('2', 2_000_000);
      const arn = api.publish({name: 'killed', zip});
      const cache = join(project.folder, 'cache-of-killed');
      const args = ['layers', 'pull', 'steady', '--layer', arn, '--layers-cache', cache];
      api.failContent({kind: 'stall', after: 1_000_000});
      const killed = project.start(args);
      const part = await until('part of the .zip', async () => {
        const [name] = await filesIn(cache, 'unfinished');
        if (name === undefined) return null;
        const path = join(cache, 'unfinished', name);
        return (await stat(path)).size === 1_000_000 ? path : null;
      });
      killed.child.kill('SIGKILL');
      await killed.ended();
      expect(await filesIn(cache, 'zips')).toEqual([]);
      expect(await filesIn(cache, 'arns')).toEqual([]);

      const next = await project.run([...args, '--json']);
      expect(next.exitCode).toBe(0);
      expect(JSON.parse(next.stdout.toString())).toMatchObject({
        layers: [{arn, cached: false, bytes: zip.length}],
      });
      expect(api.sent.at(-1)).toEqual({from: 1_000_000, bytes: zip.length - 1_000_000});
      expect(await filesIn(part, '..')).toEqual([]);
      expect(await filesIn(cache, 'zips')).toHaveLength(1);
    },
    SLOW,
  );

  it(
    'is not fetched to tell a plan, which says that it would be',
    async () => {
      const arn = api.publish({name: 'planned', zip: layer('3')});
      const build = ['build', 'steady', '--layer', arn];
      const plan = await project.run([...build, '--dry-run']);
      expect(plan.stdout.toString()).toMatch(
        new RegExp(`\\n +fetch +layer +${arn} +not in the cache\\n`),
      );
      expect(plan.stderr).toBe('');
      expect(api.asked.filter((one) => one.arn === arn)).toEqual([]);
      const offline = await project.run([...build, '--dry-run', '--offline']);
      expect([offline.exitCode, offline.stderr]).toEqual([
        3,
        expect.stringContaining('LAYER_OFFLINE'),
      ]);
      const pulled = await project.run(['layers', 'pull', 'steady', '--layer', arn, '-q']);
      expect([pulled.exitCode, pulled.stderr]).toEqual([0, '']);
      const next = await project.run([...build, '--dry-run']);
      expect(next.stdout.toString()).toMatch(new RegExp(`\\n +add +layer +${arn} `));
    },
    SLOW,
  );

  it(
    'gives its code to a function, also when AWS is no longer there',
    async () => {
      const arn = api.publish({name: 'shared', zip: layer('"from the layer"')});
      const code = `const shared = require('shared'); exports.handler = async () => shared;`;
      await writeFile(join(project.folder, 'steady', 'index.js'), code);
      const invoke = ['invoke', 'steady', '-d', '{}', '--layer', arn];
      const first = await project.run(invoke);
      expect([first.exitCode, first.stdout.toString()]).toEqual([0, '"from the layer"']);

      const asked = api.asked.length;
      const second = await project.run([...invoke, '--json']);
      expect(JSON.parse(second.stdout.toString())).toMatchObject({
        payload: 'from the layer',
        image: {reused: true},
      });
      expect(api.asked).toHaveLength(asked);

      await api.stop();
      const third = await project.run(invoke);
      expect([third.exitCode, third.stdout.toString()]).toEqual([0, '"from the layer"']);
      const rows = await project.run(['layers', 'list', 'steady', '--layer', arn]);
      expect(rows.stdout.toString()).toMatch(
        /^FUNCTION +ORDER +CACHED .*\nsteady +1 +yes .* arn:aws:lambda:.*:layer:shared:1\n$/,
      );
    },
    SLOW,
  );
});
