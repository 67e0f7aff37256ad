import {execFileSync} from 'node:child_process';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {CodeSource, LayerSource} from '../../../src/core/function-spec.js';
import type {FunctionOverrides} from '../../../src/core/options.js';
import {otherVersion} from '../../../src/wire/other-version.js';
import {functionOf, loadProject} from '../../../src/wire/project.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const FILES = {
  'app/lambdock.yml': 'functions: {a: {runtime: nodejs22.x, handler: index.handler, code: ./fn}}',
  'app/fn/index.js': 'fn v1',
  'app/dist/index.js': 'dist v1',
  'app/layer/nodejs/x.js': 'layer v1',
};

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

const inRepo = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`repo/${path}`, text]));

/** A project in a folder of a repository, every file of it changed since its only commit. */
const inRepository = (work: (app: string) => Promise<void>): Promise<void> =>
  inTempFolder({'elsewhere/index.js': '', ...inRepo(FILES)}, async (home) => {
    const folder = join(home, 'repo');
    git(folder, 'init', '-q', '.');
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'first');
    for (const file of Object.keys(FILES).slice(1)) await writeFile(join(folder, file), 'v2');
    await mkdir(join(folder, 'app', 'later'));
    await work(join(folder, 'app'));
  });

const pathOf = (source: CodeSource | LayerSource | undefined): string =>
  source !== undefined && 'path' in source ? source.path : JSON.stringify(source);

/** The code that another version runs, and the layers, as what is in them. */
async function seen(
  cwd: string,
  overrides: FunctionOverrides,
  against: string,
): Promise<readonly string[]> {
  const options = {cwd, overrides};
  const project = await loadProject(options);
  const spec = await functionOf(project, undefined, options);
  await using other = await otherVersion({options}, {project, spec}, against);
  const {code, layers} = other.target.spec;
  const read = (folder: string, file: string) => readFile(join(folder, file), 'utf8');
  return [
    await read(pathOf(code), 'index.js'),
    ...(await Promise.all(layers.map((layer) => read(pathOf(layer), 'nodejs/x.js')))),
  ];
}

describe('another version of a function whose code flags name', () => {
  it('has the code and the layers that lie there in the commit', () =>
    inRepository(async (app) => {
      expect(await seen(app, {code: './dist'}, 'HEAD')).toEqual(['dist v1']);
      expect(await seen(app, {layers: ['./layer']}, 'HEAD')).toEqual(['fn v1', 'layer v1']);
      expect(await seen(join(app, 'later'), {code: '../dist'}, 'HEAD')).toEqual(['dist v1']);
      const flags = {runtime: 'nodejs22.x', handler: 'index.handler', code: join(app, 'dist')};
      expect(await seen(app, {...flags, layers: ['layer']}, 'HEAD')).toEqual([
        'dist v1',
        'layer v1',
      ]);
    }));

  it('has them without a project file too', () =>
    inRepository(async (app) => {
      git(app, 'rm', '-q', '--cached', 'lambdock.yml');
      git(app, 'commit', '-q', '-m', 'no project');
      const dist = join(app, 'dist');
      const flags = {runtime: 'nodejs22.x', handler: 'index.handler', code: dist};
      await rm(join(app, 'lambdock.yml'));
      expect(await seen(app, {...flags, layers: ['layer']}, 'HEAD')).toEqual([
        'dist v1',
        'layer v1',
      ]);
    }));

  it('has those of the other folder', () =>
    inRepository(async (app) => {
      const other = join(app, '..', 'other');
      await cp(app, other, {recursive: true});
      await writeFile(join(other, 'dist', 'index.js'), 'dist of the other');
      expect(await seen(app, {code: 'dist', layers: ['layer']}, '../other')).toEqual([
        'dist of the other',
        'v2',
      ]);
    }));

  it('is the code of the commit where an image was put in its place', () =>
    inRepository(async (app) => {
      expect(await seen(app, {image: 'acme/worker:2'}, 'HEAD')).toEqual(['fn v1']);
    }));

  it('names the version that has no such function, and those it has', () =>
    inRepository(async (app) => {
      await writeFile(join(app, 'lambdock.yml'), FILES['app/lambdock.yml'].replace('a:', 'b:'));
      const error = await errorOf(() => seen(app, {}, 'HEAD'));
      expect(error).toMatchObject({
        code: 'FUNCTION_NOT_FOUND',
        message: 'there is no function b in HEAD, which --against names; it has a',
      });
      expect(JSON.stringify(error)).not.toContain('functions list');
    }));

  it.each([
    [{code: './later'}, 'HEAD', './later, which --code names, is not in HEAD'],
    [{layers: ['./later']}, 'HEAD', './later, which --layer names, is not in HEAD'],
    [{code: '../../elsewhere'}, 'HEAD', 'lies outside'],
    [{code: '../../elsewhere'}, '../app', 'lies outside'],
  ])('is refused where it has none of that place: %j against %s', (overrides, against, words) =>
    inRepository(async (app) => {
      const error = await errorOf(() => seen(app, overrides, against));
      expect(error).toMatchObject({code: 'USAGE', message: expect.stringContaining(words)});
      expect(git(app, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
    }),
  );
});
