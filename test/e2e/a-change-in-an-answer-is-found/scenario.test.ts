import {execFileSync} from 'node:child_process';
import {cp, mkdir, readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {projectId} from '../../../src/core/project-id.js';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import {baseImage} from '../../support/base-images.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {makeZip} from '../../support/make-zip.js';
import {openTestImages, type TestImages} from '../../support/test-images.js';

jest.setTimeout(120_000);

const PLAIN = [1, 2, 3, 4, 5, 6];
const EVENTS = [...PLAIN.map((id) => ({id})), {id: 7, fails: true}];
const MUTATED = ['id * 2', 'id * (id === 3 || id === 5 ? 3 : 2)'] as const;

let project: E2eProject;
let images: TestImages;
let handler: string;

const at = (...names: readonly string[]): string => join(project.folder, ...names);

const write = (file: string, events: readonly object[]): Promise<void> =>
  writeFile(at(file), events.map((event) => `${JSON.stringify(event)}\n`).join(''));

interface Compared {
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly entries: readonly ReplayEntry[];
}

async function replay(name: string, ...args: readonly string[]): Promise<Compared> {
  const usual = ['--concurrency', '1', '--results', 'results.ndjson'];
  const run = await project.run(['replay', name, ...args, ...usual]);
  const lines = (await readFile(at('results.ndjson'), 'utf8')).trim().split('\n');
  const entries = lines
    .map((line) => JSON.parse(line) as ReplayEntry)
    .sort((one, other) => one.index - other.index);
  return {exitCode: run.exitCode, stderr: run.stderr, entries};
}

/** `5: $.total 10 15`, of what is not the same. */
const differing = ({entries}: Compared): readonly string[] =>
  entries
    .filter(({check}) => check !== 'same')
    .map(({eventId, check, diff}) =>
      [
        `${eventId?.replace(/^.*:/, '')}:`,
        ...(diff ?? []).map(({path, expected, actual}) => `${path} ${expected} ${actual}`),
        ...(diff === null ? [String(check)] : []),
      ].join(' '),
    );

const code = (text: string): Promise<void> => writeFile(at('fn', 'index.js'), text);

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: project.folder,
    encoding: 'utf8',
  });

/** Images of other versions have a label of their own. */
const removeOthers = async (): Promise<void> => {
  const labels = {[LABELS.project]: projectId(`${at('lambdock.yml')}#against`)};
  for (const {id} of await project.engine.listContainers(labels))
    await project.engine.removeContainer(id);
  for (const {id} of await project.engine.listImages(labels, {all: true}))
    await project.engine.removeImage(id);
};

beforeAll(async () => {
  project = await openProject({fixture: 'projects/compared'});
  images = openTestImages(project.engine);
  handler = await readFile(at('fn', 'index.js'), 'utf8');
  await write('events.ndjson', EVENTS);
  git('init', '-q', '.');
  git('add', 'lambdock.yml', 'fn');
  git('commit', '-q', '-m', 'first');
});

afterAll(async () => {
  await removeOthers();
  await images[Symbol.asyncDispose]();
  await project[Symbol.asyncDispose]();
});

describe('goldens', () => {
  it('are refused a folder that cannot be written, before anything runs', async () => {
    for (const args of [
      ['--record=./lambdock.yml/in'],
      ['--check=./lambdock.yml/in', '--update'],
    ]) {
      const {exitCode, stderr} = await project.run(['replay', 'orders', 'events.ndjson', ...args]);
      expect(exitCode).toBe(3);
      expect(stderr).toMatch(
        /DISK_FAILED.*goldens cannot be written to lambdock.yml\/in: .*no folder/,
      );
      expect(stderr).toContain('hint: name a folder that may be written');
    }
  });

  it('are written once, agree whatever the order of keys, and show exactly what a change touches', async () => {
    const recorded = await replay('orders', 'events.ndjson', '--record');
    expect(recorded.stderr).toContain('goldens in goldens/orders: 7 new');
    expect(recorded.entries.map(({check}) => check)).toEqual(EVENTS.map(() => null));
    expect(await readdir(at('goldens', 'orders'))).toHaveLength(EVENTS.length);

    // An error that is expected is no failure.
    const same = await replay('orders', 'events.ndjson', '--check');
    expect([same.exitCode, differing(same)]).toEqual([0, []]);

    await code(handler.replace(...MUTATED).replace('`no ', '`not '));
    const changed = await replay('orders', 'events.ndjson', '--check');
    expect(changed.exitCode).toBe(1);
    expect(differing(changed)).toEqual([
      '3: $.total 6 9',
      '5: $.total 10 15',
      '7: $.errorMessage "no 7" "not 7"',
    ]);

    const before = await readFile(at('goldens', 'orders', 'events.ndjson%3A1.json'), 'utf8');
    const updated = await replay('orders', 'events.ndjson', '--update');
    expect([updated.exitCode, updated.stderr]).toEqual([
      0,
      expect.stringContaining('goldens in goldens/orders: 3 changed\n'),
    ]);
    expect(await readFile(at('goldens', 'orders', 'events.ndjson%3A1.json'), 'utf8')).toBe(before);
    const again = await replay('orders', 'events.ndjson', '--check');
    expect([again.exitCode, differing(again)]).toEqual([0, []]);
  });

  it('that are missing fail the run unless that is allowed, and those of no event are told', async () => {
    const folder = at('kept');
    await cp(at('goldens', 'orders'), folder, {recursive: true});
    await code(handler.replace(...MUTATED).replace('`no ', '`not '));
    await rename(join(folder, 'events.ndjson%3A2.json'), join(folder, 'gone.json'));
    const missing = await replay('orders', 'events.ndjson', '--check', './kept/');
    expect([missing.exitCode, differing(missing)]).toEqual([1, ['2: missing']]);
    expect(missing.stderr).toContain('1 golden in kept is of no event: gone');
    const allowed = await replay('orders', 'events.ndjson', '--check=kept', '--allow-missing');
    expect(allowed.exitCode).toBe(0);
  });

  it('let a timestamp, a random value and a set differ once rules say so, in the file or by flags', async () => {
    await write('changing.ndjson', [
      {id: 1, clock: true},
      {id: 2, tags: true},
    ]);
    const goldens = ['changing.ndjson', '--check=ruled'];
    await replay('orders', 'changing.ndjson', '--record', './ruled/');
    const paths = differing(await replay('orders', ...goldens)).map((text) => text.slice(0, 7));
    expect(paths).toContain('1: $.at');
    const flags = ['--mask', 'timestamp', '--mask', '$.token', '--unordered', '$.tags'];
    expect((await replay('orders', ...goldens, ...flags)).exitCode).toBe(0);
    const ruled = await replay('ruled', ...goldens);
    expect([ruled.exitCode, differing(ruled)]).toEqual([0, []]);
    expect(ruled.stderr).toMatch(/found nothing.*lambdock\.yml:9:16: replay\.ignore: \$\.nothing/);
  });

  it('tell what depends on the events before it, and count it', async () => {
    await write('state.ndjson', [{id: 1}, {id: 2, state: true}]);
    await mkdir(at('state'));
    const golden = {
      schemaVersion: 1,
      event: 'state.ndjson:2',
      status: 'ok',
      payload: {total: 4, id: 2, events: 'one'},
    };
    await writeFile(at('state', 'state.ndjson%3A2.json'), JSON.stringify(golden));
    const found = await replay('orders', 'state.ndjson', '--check=state', '--allow-missing');
    expect([found.exitCode, differing(found)]).toEqual([
      1,
      ['1: null', '2: $.events "one" "many"'],
    ]);
    expect(found.entries.map(({stateDependent}) => stateDependent)).toEqual([undefined, true]);
  });
});

describe('--against', () => {
  it('compares with a commit, a folder and an image, and leaves nothing behind', async () => {
    await code(handler.replace(...MUTATED));
    const touched = ['3: $.total 6 9', '5: $.total 10 15'];
    const commit = await replay('orders', 'events.ndjson', '--against', 'HEAD');
    expect([commit.exitCode, differing(commit)]).toEqual([1, touched]);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);

    await mkdir(at('before'));
    await writeFile(at('before', 'index.js'), handler);
    const folder = await replay('orders', 'events.ndjson', '--against', './before');
    expect([folder.exitCode, differing(folder)]).toEqual([1, touched]);

    const image = await images.build({
      'index.js': handler,
      Dockerfile: `FROM ${await baseImage('node')}\nCOPY index.js /var/task/\nCMD ["index.handler"]\n`,
    });
    const archive = at('before.zip');
    await writeFile(archive, makeZip([{path: 'index.js', content: handler}]));
    const zipped = await replay('orders', 'events.ndjson', '--against', './before.zip');
    expect([zipped.exitCode, differing(zipped)]).toEqual([1, touched]);
    expect(zipped.stderr).toContain('compared with ./before.zip');

    const itself = await replay('orders', 'events.ndjson', '--limit', '1', '--against', '.');
    expect(itself.stderr).toContain('--against . comes to the very image and settings');
    expect(zipped.stderr).not.toContain('the very image');

    const boxed = await replay('orders', 'events.ndjson', '--against', image);
    expect([boxed.exitCode, differing(boxed)]).toEqual([1, touched]);

    await project.untilNoContainer();
    expect(await project.leftInTemp()).toEqual([]);
  });

  it('refuses what is neither', async () => {
    const run = await project.run(['replay', 'orders', 'events.ndjson', '--against', 'No Such']);
    expect([run.exitCode, run.stderr]).toEqual([
      2,
      expect.stringContaining('--against No Such: there is no such path, no such commit'),
    ]);
  });
});
