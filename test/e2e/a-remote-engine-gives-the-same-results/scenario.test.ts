import {createHash} from 'node:crypto';
import {appendFile, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {noSecondEngine, startSecondEngine, type SecondEngine} from '../../support/second-engine.js';
import {until} from '../../support/until.js';

const SLOW = 120_000;
const reason = await noSecondEngine();
if (reason !== null && process.env['CI'] === 'true') throw new Error(reason);
if (reason !== null) process.stderr.write(`skipped: ${reason}\n`);
const describeRemote = reason === null ? describe : describe.skip;

/** What a run says, whatever the engine: no times, ids or names of objects. */
const outcomeOf = (run: Run): unknown => {
  const {status, payload, error, image} = JSON.parse(run.stdout.toString()) as {
    status: string;
    payload: unknown;
    error: {type: string} | null;
    image: {derived: string};
  };
  return {exitCode: run.exitCode, status, payload, type: error?.type, image: image.derived};
};

describeRemote('an engine that shares no files with us', () => {
  let engine: SecondEngine;
  let here: E2eProject;
  beforeAll(async () => {
    engine = await startSecondEngine();
    await engine.load([await baseImage('node'), await baseImage('python')]);
    here = await openProject({fixture: 'functions'});
    await mkdir(join(here.folder, 'layer/nodejs/node_modules/shared'), {recursive: true});
    await writeFile(
      join(here.folder, 'layer/nodejs/node_modules/shared/index.js'),
      'module.exports = "from the layer";',
    );
    await mkdir(join(here.folder, 'layered'));
    await writeFile(
      join(here.folder, 'layered/index.js'),
      'exports.handler = async () => require("shared");',
    );
    await appendFile(
      join(here.folder, 'lambdock.yml'),
      '  layered: {runtime: nodejs22.x, handler: index.handler, code: ./layered, layers: [./layer]}\n',
    );
  }, SLOW);
  afterAll(async () => {
    await here[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const untilNoContainer = (): Promise<unknown> =>
    until(
      'end of the last container',
      async () => (await engine.docker.listContainers({all: true})).length === 0,
    );
  const there = (): {env: Record<string, string>} => ({env: {DOCKER_HOST: engine.url}});

  it.each([
    ['answers', 'cases', 'value', 'ok'],
    ['fails', 'cases', 'throws', 'function-error'],
    ['crashes', 'cases', 'exit7', 'crashed'],
    ['runs out of time', 'sleep', 'sleep', 'timed-out'],
    ['runs out of memory', 'hog', 'hog', 'out-of-memory'],
  ])(
    '%s as the one here does',
    async (...[, name, what, status]) => {
      for (const family of ['nodejs', 'python']) {
        const args = ['invoke', `${family}-${name}`, '-d', `{"do":"${what}"}`, '--json', '-q'];
        const remote = outcomeOf(await here.run(args, there()));
        expect(remote).toMatchObject({status});
        expect(remote).toEqual(outcomeOf(await here.run(args)));
      }
    },
    SLOW,
  );

  it(
    'gets layers and code through its API',
    async () => {
      const run = await here.run(['invoke', 'layered', '-d', '{}'], there());
      expect([run.exitCode, run.stdout.toString()]).toEqual([0, '"from the layer"']);
    },
    SLOW,
  );

  it(
    'keeps one image per function and no container, and prune removes all',
    async () => {
      await untilNoContainer();
      const images = await engine.docker.listImages({
        filters: {label: ['dev.lambdock.role=image']},
      });
      const functions = images.map(({Labels}) => Labels['dev.lambdock.function']);
      expect(functions.length).toBe(new Set(functions).size);
      expect((await here.run(['prune', '--yes'], there())).exitCode).toBe(0);
      const left = await engine.docker.listImages({
        all: true,
        filters: {label: ['dev.lambdock.role=image']},
      });
      expect(left).toEqual([]);
    },
    SLOW,
  );

  it(
    'is reached through a Docker context',
    async () => {
      const config = join(here.folder, 'docker-config');
      const id = createHash('sha256').update('elsewhere').digest('hex');
      await mkdir(join(config, 'contexts/meta', id), {recursive: true});
      await writeFile(
        join(config, 'contexts/meta', id, 'meta.json'),
        JSON.stringify({Name: 'elsewhere', Endpoints: {docker: {Host: engine.url}}}),
      );
      const args = ['invoke', 'python-cases', '-d', '{"do":"value"}', '--json', '-q'];
      const named = await here.run(args, {
        env: {DOCKER_CONFIG: config, DOCKER_CONTEXT: 'elsewhere'},
      });
      expect(outcomeOf(named)).toMatchObject({exitCode: 0, status: 'ok'});
      await writeFile(join(config, 'config.json'), '{"currentContext": "elsewhere"}');
      const current = await here.run(['ps', '--json'], {env: {DOCKER_CONFIG: config}});
      expect(current.exitCode).toBe(0);
      const images = await engine.docker.listImages({
        filters: {label: ['dev.lambdock.role=image']},
      });
      expect(images.length).toBe(1);
    },
    SLOW,
  );

  it(
    'is left clean by an interruption',
    async () => {
      const run = here.start(['invoke', 'nodejs-cases', '-d', '{"do":"sleep"}'], {
        ...there(),
      });
      await run.untilStderr('START');
      run.child.kill('SIGINT');
      expect((await run.ended()).exitCode).toBe(130);
      await untilNoContainer();
    },
    SLOW,
  );
});

describeRemote('an engine behind client certificates', () => {
  it(
    'gives the same results, and refuses who has none',
    async () => {
      const engine = await startSecondEngine({tls: true});
      const here = await openProject({fixture: 'functions'});
      try {
        await engine.load([await baseImage('python')]);
        const args = ['invoke', 'python-cases', '-d', '{"do":"value"}', '--json', '-q'];
        const tls = {DOCKER_TLS_VERIFY: 'yes', DOCKER_CERT_PATH: engine.certificates};
        const run = await here.run(args, {env: {...tls, DOCKER_HOST: engine.url}});
        expect(outcomeOf(run)).toMatchObject({exitCode: 0, status: 'ok'});
        const refused = await here.run(args, {
          env: {...tls, DOCKER_HOST: engine.url, DOCKER_CERT_PATH: here.folder},
        });
        expect(refused.exitCode).toBe(3);
        const {error} = JSON.parse(refused.stdout.toString()) as {
          error: {code: string; message: string};
        };
        expect(error.code).toMatch(/^DOCKER_/);
        expect(error.message).toContain(`${engine.url} (DOCKER_HOST)`);
      } finally {
        await here[Symbol.asyncDispose]();
        await engine[Symbol.asyncDispose]();
      }
    },
    SLOW,
  );
});
