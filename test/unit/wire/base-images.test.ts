import {describe, expect, it} from '@jest/globals';
import type {AwsLookup} from '../../../src/core/aws-lookup.js';
import type {LambdockOptions} from '../../../src/core/options.js';
import type {ProgressEvent} from '../../../src/core/progress.js';
import type {Engine, PullOptions} from '../../../src/docker/engine.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {baseImageRows, buildStandIns, pullBaseImages} from '../../../src/wire/base-images.js';
import {openSession, type Session} from '../../../src/wire/session.js';
import {errorOf} from '../../support/error-of.js';
import {fakeEngine, sampleImage} from '../../support/fake-engine.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const PROJECT = `
registry: mirror.acme.com/lambda/
functions:
  hello: {runtime: python3.12, handler: app.handler, code: .}
  again: {runtime: python3.12, handler: app.other, code: .}
  ready: {image: "acme/worker:1"}
`;

const sessionOf = (options: LambdockOptions, over: Partial<Engine> = {}): Session => {
  const images = [sampleImage({tags: ['lambdock/stand-in/nodejs:22']})];
  const engine = fakeEngine({containers: [], images}, over);
  return {...openSession(options), engine: async () => engine};
};

const pulling = (pulled: string[]): Partial<Engine> => ({
  pullImage: async (image: string, {platform, onTransfer}: PullOptions) => {
    pulled.push(`${image} ${platform}`);
    onTransfer?.({current: 1, total: 2, text: 'Downloading'});
  },
});

/** Two functions whose runtimes AWS must tell, and one that tells its own. */
const ASKING = `
service: shop
provider: {name: aws}
functions:
  plain: {handler: a.b, runtime: nodejs22.x}
  asking: {handler: a.b, runtime: '\${ssm:/shop/runtime}'}
  lost: {handler: a.b, runtime: '\${ssm:/no/such}'}
`;

describe('the runtimes of a project whose settings AWS must tell', () => {
  it('are asked for; a function whose runtime nobody tells is left out, with the reason', async () => {
    const pulled: string[] = [];
    const warnings: string[] = [];
    await inTempFolder({'serverless.yml': ASKING}, async (cwd) => {
      const session = sessionOf({cwd, onWarning: (text) => warnings.push(text)}, pulling(pulled));
      const parameter: AwsLookup['parameter'] = async (name) =>
        name === '/shop/runtime' ? {value: 'python3.13', type: 'String'} : undefined;
      const at = (): AwsLookup => ({...session.aws.at({root: cwd}), parameter});
      await pullBaseImages({...session, aws: {...session.aws, at}}, []);
    });
    expect(pulled.toSorted()).toEqual([
      'public.ecr.aws/lambda/nodejs:22 linux/amd64',
      'public.ecr.aws/lambda/python:3.13 linux/amd64',
    ]);
    expect(warnings).toEqual([expect.stringMatching(/^function lost is left out: .*\/no\/such/)]);
  });
});

describe('baseImageRows', () => {
  it('tells of every runtime what is here and what could be', async () => {
    await inTempFolder({}, async (cwd) => {
      const rows = await baseImageRows(sessionOf({cwd}));
      expect(rows.find(({runtime}) => runtime === 'nodejs22.x')).toEqual({
        runtime: 'nodejs22.x',
        image: 'public.ecr.aws/lambda/nodejs:22',
        present: false,
        standIn: 'lambdock/stand-in/nodejs:22',
        standInPresent: true,
        standInAvailable: true,
        handler: {form: 'file.export', example: 'index.handler'},
        optFolders: ['/opt/nodejs/node22/node_modules', '/opt/nodejs/node_modules'],
        defaultCommand: null,
        debugger: 'cdp',
        preview: false,
        deprecated: '2027-04-30',
      });
      expect(rows.find(({runtime}) => runtime === 'dotnet8')).toMatchObject({
        standIn: null,
        standInAvailable: false,
      });
    });
  });

  it('names images below the registry in force: the flag, the project, AWS', async () => {
    await inTempFolder({'lambdock.yml': PROJECT, 'broken/lambdock.yml': '{'}, async (cwd) => {
      const first = async (options: LambdockOptions) =>
        (await baseImageRows(sessionOf(options)))[0]?.image;
      expect(await first({cwd, registry: 'here:5000'})).toBe('here:5000/nodejs:12');
      expect(await first({cwd})).toBe('mirror.acme.com/lambda/nodejs:12');
      expect(await first({cwd: `${cwd}/broken`})).toBe('public.ecr.aws/lambda/nodejs:12');
    });
  });
});

describe('pullBaseImages', () => {
  it('pulls what is named, for the processor that is asked for, and tells how far it is', async () => {
    await inTempFolder({}, async (cwd) => {
      const pulled: string[] = [];
      const news: ProgressEvent[] = [];
      const session = sessionOf(
        {cwd, overrides: {architecture: 'arm64'}, onProgress: (event) => news.push(event)},
        pulling(pulled),
      );
      const rows = await pullBaseImages(session, ['nodejs22.x', 'nodejs22.x']);
      expect(pulled).toEqual(['public.ecr.aws/lambda/nodejs:22 linux/arm64']);
      expect(rows.map(({runtime}) => runtime)).toEqual(['nodejs22.x']);
      expect(news.map(({id, status}) => `${id} ${status}`)).toEqual([
        'image:nodejs22.x/pull started',
        'image:nodejs22.x/pull running',
        'image:nodejs22.x/pull done',
      ]);
      expect(news[1]).toMatchObject({current: 1, total: 2, unit: 'bytes', detail: 'Downloading'});
    });
  });

  it('pulls those of the project when none is named', async () => {
    await inTempFolder({'lambdock.yml': PROJECT}, async (cwd) => {
      const pulled: string[] = [];
      await pullBaseImages(sessionOf({cwd}, pulling(pulled)), []);
      expect(pulled).toEqual(['mirror.acme.com/lambda/python:3.12 linux/amd64']);
    });
  });

  it('pulls those with a recipe where there is no project', async () => {
    await inTempFolder({}, async (cwd) => {
      const pulled: string[] = [];
      await pullBaseImages(sessionOf({cwd}, pulling(pulled)), []);
      expect(pulled).toContain('public.ecr.aws/lambda/nodejs:22 linux/amd64');
      expect(pulled).toContain('public.ecr.aws/lambda/python:3.13 linux/amd64');
    });
  });

  it('needs no readable project for a runtime that is named', async () => {
    await inTempFolder({'serverless.yml': 'provider: google'}, async (cwd) => {
      const pulled: string[] = [];
      await pullBaseImages(sessionOf({cwd}, pulling(pulled)), ['java21']);
      expect(pulled).toEqual(['public.ecr.aws/lambda/java:21 linux/amd64']);
      const error = await errorOf(() => pullBaseImages(sessionOf({cwd}), []));
      expect(error.code).toBe('PROJECT_UNSUPPORTED');
    });
  });

  it('says what to paste when the registry does not deliver', async () => {
    await inTempFolder({}, async (cwd) => {
      const session = sessionOf(
        {cwd},
        {
          pullImage: () =>
            Promise.reject(new LambdockError('IMAGE_PULL_FAILED', {message: 'no such host'})),
        },
      );
      const error = await errorOf(() => pullBaseImages(session, ['nodejs22.x']));
      expect(error).toMatchObject({code: 'IMAGE_PULL_FAILED', message: 'no such host'});
      expect(error.suggestions).toMatchInlineSnapshot(`
       [
         "\`docker pull --platform linux/amd64 public.ecr.aws/lambda/nodejs:22\` tries it without lambdock",
         "offline, \`lambdock images build nodejs22.x\` makes a stand-in",
         "behind a mirror, give --registry PREFIX",
       ]
      `);
    });
  });
});

describe('buildStandIns', () => {
  it('names the runtime that was probably meant', async () => {
    const error = await errorOf(() => buildStandIns(sessionOf({cwd: '/'}), ['nodejs22']));
    expect(error).toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      suggestions: ['did you mean nodejs22.x?'],
    });
  });

  it.each(['python3.13', 'java21'])('refuses %s for arm64 before anything is built', async (id) => {
    const session = sessionOf({cwd: '/', overrides: {architecture: 'arm64'}});
    const error = await errorOf(() => buildStandIns(session, ['nodejs22.x', id]));
    expect(error.code).toBe('STAND_IN_UNAVAILABLE');
    expect(error.message).toContain(`${id} can be built for x86_64 only, not for arm64`);
  });

  it('refuses a runtime without a recipe before anything is built', async () => {
    const session = sessionOf({cwd: '/'});
    const error = await errorOf(() => buildStandIns(session, ['nodejs22.x', 'dotnet8']));
    expect(error.code).toBe('STAND_IN_UNAVAILABLE');
    expect(error.message).toContain('dotnet8');
  });
});
