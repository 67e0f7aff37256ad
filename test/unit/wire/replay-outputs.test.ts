import {execFileSync} from 'node:child_process';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {FunctionSpec, ImageBuild} from '../../../src/core/function-spec.js';
import type {BuildInput} from '../../../src/core/image-function.js';
import type {Project} from '../../../src/core/project.js';
import {readBuildFolder} from '../../../src/files/build-folder.js';
import {eventInputs} from '../../../src/files/event-input.js';
import {inputFacts} from '../../../src/files/input-facts.js';
import {readTree} from '../../../src/files/read-tree.js';
import {
  refuseInputs,
  refuseLogs,
  refuseMerged,
  refuseOutputs,
  refuseReports,
  replayOutputs,
  type OutputsAsked,
} from '../../../src/wire/replay-outputs.js';
import {withoutOutputs} from '../../../src/wire/without-outputs.js';
import {earlierHead} from '../../../src/wire/replay-files.js';
import {planReplay} from '../../../src/wire/replay-plan.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const specIn = (path: string): FunctionSpec =>
  ({
    name: 'orders',
    code: {kind: 'directory', path, ignore: []},
  }) as Partial<FunctionSpec> as FunctionSpec;

const buildIn = (context: string): FunctionSpec =>
  ({
    name: 'orders',
    code: {
      kind: 'build',
      context,
      dockerfile: join(context, 'Dockerfile'),
      args: {},
      target: null,
      config: {},
      place: null,
    },
  }) as Partial<FunctionSpec> as FunctionSpec;

const outputsOf = (folder: string, asked: OutputsAsked) =>
  replayOutputs(
    asked,
    {project: {root: folder} as Partial<Project> as Project, spec: specIn(folder)},
    folder,
  );

async function digestOf(folder: string, asked: OutputsAsked): Promise<string> {
  const {code} = withoutOutputs(specIn(folder), await outputsOf(folder, asked));
  const source = {
    what: 'code',
    family: 'nodejs',
    ...(code as {kind: 'directory'; path: string; ignore: string[]}),
  } as const;
  const {parts} = await readTree(source, {cacheFolder: join(folder, '../cache')});
  return parts.map(({digest}) => digest).join();
}

const stdin = () => {
  throw new Error('nobody reads stdin here');
};

describe('what a replay writes', () => {
  it('is no part of the code that it lies in, nor are the results of other shards', () =>
    inTempFolder({'fn/index.js': '1', 'fn/out [1]/keep.txt': ''}, async (home) => {
      const folder = join(home, 'fn');
      const asked = {results: 'out [1]/part-1', check: true, reports: ['report.html']} as const;
      const before = await digestOf(folder, asked);
      await mkdir(join(folder, 'goldens/orders'), {recursive: true});
      for (const file of ['part-1', 'part-1.journal', 'part-2', 'part-2.journal'])
        await writeFile(join(folder, 'out [1]', file), 'x');
      await writeFile(join(folder, 'goldens/orders/a.json'), '1');
      await writeFile(join(folder, 'report.html'), '1');
      expect(await digestOf(folder, asked)).toBe(before);
      await writeFile(join(folder, 'out [1]', 'other'), 'x');
      expect(await digestOf(folder, asked)).not.toBe(before);
    }));

  it('is no part of the context that an image is built from', () =>
    inTempFolder({'fn/Dockerfile': 'FROM a', 'fn/out/keep.txt': ''}, async (home) => {
      const folder = join(home, 'fn');
      const asked = {results: 'out/part-1', check: true, reports: ['report.html']} as const;
      const contextOf = async (): Promise<BuildInput> => {
        const spec = withoutOutputs(buildIn(folder), await outputsOf(folder, asked));
        return readBuildFolder(spec.code as ImageBuild, {cacheFolder: join(home, 'cache')});
      };
      const before = await contextOf();
      await mkdir(join(folder, 'goldens/orders'), {recursive: true});
      for (const file of ['out/part-1', 'out/part-1.journal', 'goldens/orders/a.json'])
        await writeFile(join(folder, file), 'x');
      await writeFile(join(folder, 'report.html'), '1');
      const after = await contextOf();
      expect(after.part.digest).toBe(before.part.digest);
      expect(after.part.entries?.map(({path}) => path)).toEqual([
        'Dockerfile',
        'out',
        'out/keep.txt',
      ]);
      await writeFile(join(folder, 'out/other'), 'x');
      expect((await contextOf()).part.digest).not.toBe(before.part.digest);
    }));

  it('adds no pattern where it lies elsewhere', () =>
    inTempFolder({'fn/index.js': '1'}, async (home) => {
      for (const spec of [specIn(join(home, 'fn')), buildIn(join(home, 'fn'))])
        expect(withoutOutputs(spec, await outputsOf(home, {results: 'results'}))).toBe(spec);
    }));

  it('is no recording of a folder or a glob, and makes no other input of it', () =>
    inTempFolder({'in/a.ndjson': '{}'}, async (folder) => {
      const outputs = await outputsOf(folder, {results: 'in/results.ndjson'});
      const site = {cwd: folder, leftOut: outputs};
      const before = await inputFacts('in', site);
      await writeFile(join(folder, 'in/results.ndjson'), '{}');
      await writeFile(join(folder, 'in/results.ndjson.journal'), '{}');
      expect(await inputFacts('in', site)).toEqual(before);
      for (const input of ['in', 'in/*']) {
        const files = await eventInputs(folder, stdin, {leftOut: outputs}).files(input);
        expect(files.map(({name}) => name)).toEqual(['in/a.ndjson']);
      }
    }));
});

describe('results of another run', () => {
  it('are no recording of a folder or a glob, nor is their journal, unless they are named', () =>
    inTempFolder(
      {'in/a.ndjson': '{}', 'in/b/old': '{}', 'in/b/old.journal': '{}', 'in/c.journal': '{}'},
      async (folder) => {
        const namesOf = async (input: string): Promise<readonly string[]> =>
          (await eventInputs(folder, stdin).files(input)).map(({name}) => name);
        expect(await namesOf('in')).toEqual(['in/a.ndjson', 'in/c.journal']);
        expect(await namesOf('in/**')).toEqual(['in/a.ndjson', 'in/c.journal']);
        expect(await namesOf('in/b/old')).toEqual(['in/b/old']);
      },
    ));
});

describe('a name of no letters', () => {
  it('is no folder of events', () =>
    inTempFolder({'a.ndjson': '{}'}, async (folder) => {
      await expect(eventInputs(folder, stdin).files('')).rejects.toMatchObject({
        code: 'EVENT_INVALID',
        message: expect.stringContaining('empty name') as unknown,
      });
    }));
});

describe('reports over what a run is made of', () => {
  const FILES = {
    'lambdock.yml': 'functions: {}',
    'fn/index.js': 'exports.handler = () => 1',
    'fn/package.json': '{"name": "fn"}',
    'fn/report.html': '<!doctype html><title>',
    'fn/sum.json': '{\n  "schemaVersion": 1',
    'fn/lines.ndjson': '{"schemaVersion":1,',
    'fn/junit.xml': '<?xml version="1.0"?>',
    'fn/words.txt': 'fn: 1 event, 1 run in 3 ms',
    'fn/empty.txt': '',
    'goldens/orders/a.json': '{"schemaVersion":1}',
  };
  const refusal = async (report: string): Promise<unknown> =>
    inTempFolder(FILES, async (folder) => {
      const project = {root: folder, file: join(folder, 'lambdock.yml')} as Partial<Project>;
      const target = {project: project as Project, spec: specIn(join(folder, 'fn'))};
      const asked = {inputs: [], options: {reports: [report], check: true}} as const;
      return refuseOutputs(asked, target, folder).catch((error: unknown) => error);
    });

  it.each(['lambdock.yml', 'fn/index.js', 'fn/package.json', 'goldens/orders/a.json'])(
    'are refused: %s',
    async (report) => {
      const named = expect.stringContaining(report) as unknown;
      expect(await refusal(report)).toMatchObject({code: 'USAGE', message: named});
    },
  );

  it('are written into a pipe there, which nobody reads first', () =>
    inTempFolder({'fn/index.js': '1'}, async (folder) => {
      execFileSync('mkfifo', [join(folder, 'fn/pipe')]);
      const project = {root: folder, file: null} as Partial<Project> as Project;
      const target = {project, spec: specIn(join(folder, 'fn'))};
      const asked = {inputs: [], options: {reports: ['fn/pipe']}};
      await expect(refuseOutputs(asked, target, folder)).resolves.toBeUndefined();
    }));

  it.each([
    ...['fn/report.html', 'fn/sum.json', 'fn/lines.ndjson', 'fn/junit.xml', 'fn/words.txt'],
    ...['fn/empty.txt', 'fn/new.json', 'goldens/orders/new.json', 'elsewhere.json'],
  ])('are written where they were written before, or nothing was: %s', async (report) => {
    expect(await refusal(report)).toBeUndefined();
  });
});

describe('results over what is read', () => {
  const FILES = {'in/a.ndjson': '{}', 'in/old': '{}', 'in/old.journal': '{}'};

  it('are refused where they are a recording, however it is named', () =>
    inTempFolder(FILES, async (folder) => {
      await symlink(join(folder, 'in/a.ndjson'), join(folder, 'link'));
      for (const [input, results] of [
        ['in/a.ndjson', './in/a.ndjson'],
        ['link', 'in/a.ndjson'],
        ['in/a.ndjson', 'link'],
        ['in', 'in/a.ndjson'],
        ['in/*.ndjson', 'in/a.ndjson'],
        ['in/old', 'in/old'],
        ['in/old.journal', 'in/old'],
      ] as const) {
        const refused = refuseInputs([input], {results, cwd: folder});
        await expect(refused).rejects.toMatchObject({code: 'USAGE', details: {results}});
      }
    }));

  it('are taken where an earlier run left them in the folder, or there are none', () =>
    inTempFolder(FILES, async (folder) => {
      for (const results of ['in/old', 'in/new', 'elsewhere', undefined])
        await expect(
          refuseInputs(['in', 'in/a.ndjson', '-'], {results, cwd: folder}),
        ).resolves.toBeUndefined();
    }));

  it('are refused where they are among the results that are merged', () =>
    inTempFolder(FILES, (folder) => {
      const merge = (results: string) => () =>
        refuseMerged(['part', 'in/old'], {results, cwd: folder});
      expect(merge('in/old')).toThrow('--results in/old would be written over in/old');
      expect(merge('in/old.journal')).toThrow('would be written over');
      expect(merge('in/new')).not.toThrow();
    }));

  it('are refused where something is there that no journal calls results', () =>
    inTempFolder({...FILES, empty: ''}, async (cwd) => {
      const begin = (results: string) => earlierHead({results, cwd});
      await expect(begin('in/a.ndjson')).rejects.toMatchObject({code: 'USAGE'});
      expect(await begin('empty')).toBeNull();
      expect(await begin('new')).toBeNull();
    }));
});

describe('reports', () => {
  it('are refused over what is read, the results, or one another', () =>
    inTempFolder({'a.ndjson': '{}'}, (cwd) => {
      const check =
        (...reports: string[]) =>
        () =>
          refuseReports(reports, {read: ['a.ndjson', '-'], results: 'r', cwd});
      expect(check('./a.ndjson')).toThrow('the report ./a.ndjson would be written over a.ndjson');
      expect(check('r')).toThrow('written over r,');
      expect(check('r.journal')).toThrow('written over r.journal,');
      expect(check('x', './x')).toThrow('the report ./x would be written over x,');
      expect(check('x', 'y')).not.toThrow();
    }));

  it('are refused where their folder holds a recording or the code', () =>
    inTempFolder({'rec/in/a.ndjson': '{}', 'fn/index.js': '1'}, async (cwd) => {
      await symlink(join(cwd, 'rec'), join(cwd, 'link'));
      const spec = specIn(join(cwd, 'fn'));
      const check = (logs: string, recordings: readonly string[]) => () =>
        refuseLogs([logs], {recordings, spec, cwd});
      expect(check('rec', ['rec/in/a.ndjson'])).toThrow(
        'rec, which reports or logs are written to, holds rec/in/a.ndjson,',
      );
      expect(check('link/', ['rec/in'])).toThrow('holds rec/in,');
      expect(check('rec/in', ['-', 'rec/in/*.ndjson'])).toThrow('holds rec/in/*.ndjson,');
      expect(check('.', ['-'])).toThrow('holds the code of orders,');
      expect(check('fn', ['-'])).toThrow(expect.objectContaining({code: 'USAGE'}));
      expect(check('rec/in/logs', ['rec/in', 'rec/*'])).not.toThrow();
      expect(check('fn/logs', ['rec', '-'])).not.toThrow();
      expect(() => refuseLogs(['.'], {recordings: ['-'], cwd})).not.toThrow();
    }));
});

it('rules of a comparison that is not asked for are refused', async () => {
  await expect(planReplay({mask: ['uuid']}, null)).rejects.toMatchObject({
    code: 'USAGE',
    message: '--mask would do nothing: no answers are compared',
  });
  await expect(planReplay({mask: ['uuid'], check: true}, null)).resolves.toBeDefined();
});
