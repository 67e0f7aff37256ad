import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {functionOf, functionsOf, loadProject} from '../../../src/wire/project.js';
import type {ProjectOptions} from '../../../src/wire/project-options.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const TWO = `
functions:
  hello: {runtime: nodejs22.x, handler: index.handler, code: ./hello}
  other: {runtime: python3.13, handler: app.handler, code: ./other}
`;
const OWN = `
runtimes: {mine: {image: "acme/mine:1"}}
functions:
  hello: {runtime: nodejs22.x, handler: index.handler, code: ./hello}
`;
const ONE = 'functions: {hello: {runtime: nodejs22.x, handler: index.handler, code: ./hello}}';

describe('a runtime of the project’s own', () => {
  it('can be asked for by flag', async () => {
    await inTempFolder({'lambdock.yml': OWN}, async (folder) => {
      const project = await loadProject({cwd: folder});
      const spec = await functionOf(project, 'hello', {cwd: folder, overrides: {runtime: 'mine'}});
      expect(spec).toMatchObject({
        runtime: null,
        baseImage: 'acme/mine:1',
        handler: 'index.handler',
      });
      expect(spec.code).toMatchObject({path: join(folder, 'hello')});
    });
  });
});

describe('loadProject', () => {
  it('reads the project file of the folder or above, named as seen from there', async () => {
    await inTempFolder({'lambdock.yml': ONE, 'a/b/x': ''}, async (folder) => {
      const project = await loadProject({cwd: join(folder, 'a/b')});
      expect(project).toMatchObject({root: folder, file: join(folder, 'lambdock.yml')});
      expect((await loadProject({cwd: folder})).functions[0]?.place?.file).toBe('lambdock.yml');
    });
  });

  it('reads the file that is named', async () => {
    await inTempFolder({'x/my.yml': ONE, 'lambdock.yml': TWO}, async (folder) => {
      const project = await loadProject({cwd: folder, project: 'x/my.yml'});
      expect(project).toMatchObject({root: join(folder, 'x')});
      expect(project.functions).toHaveLength(1);
    });
  });

  it('needs no file when flags describe the function', async () => {
    await inTempFolder({'app/app.py': ''}, async (folder) => {
      const overrides = {runtime: 'python3.13', handler: 'app.handler', code: './app'};
      const project = await loadProject({cwd: folder, overrides});
      expect(project).toMatchObject({name: 'app', file: null, root: folder});
      expect(await project.functions[0]?.spec()).toMatchObject({
        name: 'app',
        runtime: 'python3.13',
        code: {path: join(folder, 'app')},
      });
    });
  });

  it('tells apart two functions of one name that flags describe', async () => {
    const load = (code: string) =>
      loadProject({cwd: '/', overrides: {runtime: 'provided.al2023', code}});
    const [one, other] = await Promise.all([load('/a/app'), load('/b/app')]);
    expect(one.id).not.toBe(other.id);
  });

  it.each<[string, string, ProjectOptions]>([
    ['PROJECT_NOT_FOUND', 'there is no project file', {}],
    ['PROJECT_NOT_FOUND', 'the flags name no runtime', {overrides: {handler: 'a.b', code: '.'}}],
    ['PROJECT_NOT_FOUND', 'there is no project file no.yml', {project: 'no.yml'}],
    ['PROJECT_INVALID', 'expected a mapping with service', {project: 'sls/serverless.yml'}],
    ['PROJECT_INVALID', 'expected a mapping with service', {project: 'sls'}],
    ['HANDLER_MISSING', 'no handler', {overrides: {runtime: 'nodejs22.x'}}],
    ['RUNTIME_UNKNOWN', 'no runtime node', {overrides: {runtime: 'node'}}],
  ])('refuses with %s: %s', async (code, message, options) => {
    await inTempFolder({'sls/serverless.yml': ''}, async (folder) => {
      const error = await errorOf(() => loadProject({cwd: folder, ...options}));
      expect(error).toMatchObject({code, exitCode: 2, message: expect.stringContaining(message)});
      expect(error.suggestions.length).toBeGreaterThan(0);
    });
  });
});

describe('functionOf', () => {
  const load = (yaml: string, options: ProjectOptions, name?: string) =>
    inTempFolder({'lambdock.yml': yaml}, async (folder) => {
      const all = {...options, cwd: folder};
      return functionOf(await loadProject(all), name, all);
    });

  it('puts flags over the function that is named, or the only one', async () => {
    const overrides = {runtime: 'nodejs20.x', code: './new', timeoutSeconds: 9};
    const expected = {
      name: 'hello',
      runtime: 'nodejs20.x',
      handler: 'index.handler',
      timeoutMs: 9000,
    };
    expect(await load(TWO, {overrides}, 'hello')).toMatchObject(expected);
    expect(await load(ONE, {overrides})).toMatchObject(expected);
  });

  it('takes a complete description by flags instead of several functions', async () => {
    const overrides = {runtime: 'python3.13', handler: 'x.y', code: './solo'};
    expect(await load(TWO, {overrides})).toMatchObject({name: 'solo', handler: 'x.y'});
  });

  it('asks for a name when flags describe only a part', async () => {
    const error = await errorOf(() => load(TWO, {overrides: {timeoutSeconds: 9}}));
    expect(error).toMatchObject({
      code: 'FUNCTION_AMBIGUOUS',
      details: {candidates: ['hello', 'other']},
    });
  });

  it('lets a handler by flag stand for one that the file lacks', async () => {
    const yaml = 'functions: {hello: {runtime: nodejs22.x}}';
    expect(await load(yaml, {overrides: {handler: 'a.b'}})).toMatchObject({handler: 'a.b'});
  });
});

describe('functionsOf', () => {
  it('gives all functions, or those that are named', async () => {
    await inTempFolder({'lambdock.yml': TWO}, async (cwd) => {
      const project = await loadProject({cwd});
      expect((await functionsOf(project, [], {cwd})).map(({name}) => name)).toEqual([
        'hello',
        'other',
      ]);
      expect((await functionsOf(project, ['other'], {cwd})).map(({name}) => name)).toEqual([
        'other',
      ]);
    });
  });
});
