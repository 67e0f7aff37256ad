import {describe, expect, it} from '@jest/globals';
import {rowFacts, type BaseImageRow} from '../../../src/core/base-image.js';
import {findRuntime} from '../../../src/core/runtime.js';
import {diagnose, type LookedAtProject, type Probes} from '../../../src/doctor/diagnose.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {fakeEngine, sampleContainer} from '../../support/fake-engine.js';
import {sampleSpec} from '../../support/samples.js';

const project: LookedAtProject = {
  where: '/shop/lambdock.yml',
  functions: [{name: 'hello', aliases: [], spec: sampleSpec(), problem: null}],
};

const row = (over: Partial<BaseImageRow> = {}): BaseImageRow => ({
  runtime: 'nodejs22.x',
  image: 'public.ecr.aws/lambda/nodejs:22',
  present: true,
  standIn: 'lambdock/stand-in/nodejs:22',
  standInPresent: false,
  standInAvailable: true,
  ...rowFacts(findRuntime('nodejs22.x')!),
  ...over,
});

const engine = fakeEngine({containers: [], images: []});
const info = await engine.info();

const probes = (over: Partial<Probes> = {}): Probes => ({
  nodeVersion: 'v20.20.2',
  project: async () => project,
  cacheFolder: async () => ({path: '/cache', isWritable: true, freeBytes: 50e9}),
  engine: async () => engine,
  baseImages: async () => [row()],
  leftovers: async () => ({stale: [], derived: []}),
  ...over,
});

/** Status and finding of one check. */
const check = async (name: string, over: Partial<Probes>) =>
  (await diagnose(probes(over))).find((found) => found.name === name);

const withInfo = (facts: Partial<typeof info>): Partial<Probes> => ({
  engine: async () => ({...engine, info: async () => ({...info, ...facts})}),
});

describe('diagnose', () => {
  it('finds nothing to do on a good machine', async () => {
    const checks = await diagnose(probes());
    expect(checks.map(({name, status, found}) => `${status} ${name}: ${found}`).join('\n'))
      .toMatchInlineSnapshot(`
     "ok node: v20.20.2
     ok engine: here at unix:///run/docker.sock (default socket), version 26.1.5
     ok engine API: 1.45
     ok engine system: linux
     ok architecture: x86_64
     ok memory limit: supported (8.0 GB, 2 CPUs)
     ok base images: nodejs22.x
     ok leftovers: no containers, 0 derived images
     ok cache folder: /cache
     ok disk space: 50 GB free at /cache
     ok project: /shop/lambdock.yml: hello"
    `);
    expect(checks.every(({remedy}) => remedy === null)).toBe(true);
  });

  it('names every check once', async () => {
    const names = (await diagnose(probes())).map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('tells why no engine answers, and goes on with what needs none', async () => {
    const checks = await diagnose(
      probes({
        engine: async () => {
          throw new LambdockError('DOCKER_UNREACHABLE', {
            message: 'nothing at unix:///x',
            suggestions: ['start it', 'or name another'],
          });
        },
      }),
    );
    expect(checks.map(({name}) => name)).toEqual([
      'node',
      'engine',
      'cache folder',
      'disk space',
      'project',
    ]);
    expect(checks[1]).toEqual({
      name: 'engine',
      status: 'failed',
      found: 'nothing at unix:///x',
      remedy: 'start it\nor name another',
    });
  });

  it('fails an old Node and an engine for Windows', async () => {
    expect(await check('node', {nodeVersion: 'v18.1.0'})).toMatchObject({status: 'failed'});
    expect(await check('engine system', withInfo({os: 'windows'}))).toMatchObject({
      status: 'failed',
      remedy: 'switch the engine to Linux containers',
    });
  });

  it('warns of emulation', async () => {
    const emulated = await check('architecture', withInfo({architecture: 'arm64'}));
    expect(emulated).toMatchObject({status: 'warning'});
    expect(emulated?.found).toContain('hello (x86_64)');
  });

  it('warns where memory cannot be limited', async () => {
    const unlimited = await check('memory limit', withInfo({limitsMemory: false}));
    expect(unlimited).toMatchObject({status: 'warning'});
  });

  it('names the command that gets a missing base image', async () => {
    const missing = await check('base images', {baseImages: async () => [row({present: false})]});
    expect(missing).toMatchObject({status: 'warning'});
    expect(missing?.remedy).toContain('lambdock images pull nodejs22.x');
  });

  it('is content with a stand-in, and says so', async () => {
    const rows = [row({present: false, standInPresent: true})];
    expect(await check('base images', {baseImages: async () => rows})).toMatchObject({
      status: 'ok',
      found: 'nodejs22.x (stand-in)',
    });
  });

  it('warns of a cache that cannot be written and of a disk that is nearly full', async () => {
    const facts = (freeBytes: number, isWritable = true) => ({
      cacheFolder: async () => ({path: '/cache', isWritable, freeBytes}),
    });
    expect(await check('cache folder', facts(50e9, false))).toMatchObject({status: 'warning'});
    expect(await check('disk space', facts(1e9))).toMatchObject({status: 'warning'});
    expect(await check('disk space', facts(1e6))).toMatchObject({status: 'failed'});
  });

  it('fails a project that is not valid, and is content without one', async () => {
    const invalid = new LambdockError('PROJECT_INVALID', {message: 'lambdock.yml:3:1: no'});
    const broken = {
      project: async () => {
        throw invalid;
      },
    };
    expect(await check('project', broken)).toMatchObject({
      status: 'failed',
      found: 'lambdock.yml:3:1: no',
    });
    expect(await check('project', {project: async () => null})).toMatchObject({status: 'ok'});
  });

  it('finds containers that nobody uses', async () => {
    const left = async () => ({stale: [sampleContainer({name: 'lambdock-x'})], derived: []});
    expect(await check('leftovers', {leftovers: left})).toMatchObject({
      status: 'warning',
      remedy: 'lambdock down',
    });
  });

  it('does not hide a bug in a check', async () => {
    const bug = async () => {
      throw new TypeError('a bug');
    };
    await expect(diagnose(probes({baseImages: bug}))).rejects.toThrow('a bug');
  });
});
