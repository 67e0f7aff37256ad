import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {ReplayOptions} from '../../../src/core/replay-options.js';
import {createLambdock} from '../../../src/lambdock.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const ALL = [0, 1, 2, 3, 4, 5];

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/replay'});
  const lines = ALL.map((n) => JSON.stringify({n, way: 'answer'}));
  await writeFile(join(project.folder, 'events.ndjson'), `${lines.join('\n')}\n`);
}, 120_000);
afterAll(async () => project[Symbol.asyncDispose]());

/** The indexes of the events that were told of, in the order in which they were. */
interface Told {
  readonly kept: readonly number[];
  readonly run: readonly number[];
  readonly results: number;
}

async function resumed(options: ReplayOptions = {}): Promise<Told> {
  const kept: number[] = [];
  const run: number[] = [];
  await using lambdock = await createLambdock({cwd: project.folder});
  await using replay = await lambdock.function('any').replay(['events.ndjson'], {
    results: join(project.folder, 'results.ndjson'),
    resume: true,
    onKept: (index) => void kept.push(index),
    ...options,
    onEntry: (entry) => {
      run.push(entry.index);
      options.onEntry?.(entry);
    },
  });
  return {kept, run, results: replay.summary.run};
}

const indexesInResults = async (): Promise<readonly number[]> =>
  (await readFile(join(project.folder, 'results.ndjson'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as {readonly index: number}).index);

describe('a replay of the library that goes on', () => {
  it('tells once of each event that has its result, and runs the others', async () => {
    const stop = new AbortController();
    const stopped = resumed({
      concurrency: 1,
      signal: stop.signal,
      onKept: (index) => {
        throw new Error(`${index} has no result`);
      },
      onEntry: ({index}) => {
        if (index === 1) stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow(/abort/);
    const before = await indexesInResults();
    expect(before).toEqual(expect.arrayContaining([0, 1]));
    expect(before.length).toBeLessThan(ALL.length);
    const {kept, run} = await resumed();
    expect(kept).toEqual(before.toSorted());
    expect([...kept, ...run].toSorted()).toEqual(ALL);
    expect(await resumed()).toEqual({kept: ALL, run: [], results: ALL.length});
    await project.untilNoContainer();
  }, 120_000);
});

describe('a replay of a pipe that nobody ends', () => {
  it('runs the events that are there, and ends at its limit', async () => {
    const run = project.start(['replay', 'any', '-', '--limit', '2', '--json', '-q'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    run.child.stdin?.write('{"n":0,"way":"answer"}\n{"n":1,"way":"answer"}\n');
    const {exitCode, stdout} = await run.ended();
    expect([exitCode, JSON.parse(stdout.toString())]).toMatchObject([0, {run: 2, skipped: 0}]);
    await project.untilNoContainer();
  }, 120_000);
});
