import {afterEach, describe, expect, it} from '@jest/globals';
import {entryOf} from '../../../src/core/function-entry.js';
import type {Project} from '../../../src/core/project.js';
import type {ServedChange} from '../../../src/core/serve-options.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {beginCourse} from '../../../src/wire/init-course.js';
import type {OpenFunction} from '../../../src/wire/lambdock-types.js';
import {courseOf, type ServeHost} from '../../../src/wire/serve-opening.js';
import {followProject} from '../../../src/wire/serve-watch.js';
import {servedEntry, servedSet} from '../../../src/wire/served-set.js';
import {openSession} from '../../../src/wire/session.js';
import {sampleSpec} from '../../support/samples.js';
import {until} from '../../support/until.js';

const session = openSession({dockerHost: 'unix:///absent.sock'});
afterEach(() => session.dispose());

/** Code whose init hangs until it is called off, whose init fails, or that cannot be opened. */
type Code = `hangs-${number}` | `fails-${number}` | `broken-${number}` | `good-${number}`;

const specOf = (name: string) =>
  sampleSpec({name, code: {kind: 'directory', path: `/project/${name}`, ignore: []}});

/** Two served functions whose code a test changes, from when nobody has looked at what was saved meanwhile. */
async function scene(
  meanwhile: Partial<Record<'one' | 'two', Code>> = {},
  first: Partial<Record<'one' | 'two', Code>> = {},
) {
  const code: Record<string, Code> = {one: 'good-1', two: 'good-1', ...first};
  const told: ServedChange[] = [];
  const disposed: string[] = [];
  const warmed: string[] = [];
  const stop = new AbortController();
  const changes: string[][] = [];
  let wake = (): void => undefined;
  /** What opening a function, or letting an opened one go, waits for. */
  const held = {open: new Map<string, Promise<void>>(), dispose: new Map<string, Promise<void>>()};
  const opening: string[] = [];
  const removed = new Set<string>();
  const openOf = (name: string): OpenFunction => {
    const version = code[name] ?? '';
    const key = `${name} ${version}`;
    return {
      key,
      figures: () => ({environments: 1, busy: 0, waiting: 0}),
      async warm(_count: number, signal: AbortSignal) {
        warmed.push(key);
        if (version.startsWith('hangs'))
          await new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          );
        return {warmth: 'initialised', initFailure: version.startsWith('fails') ? version : null};
      },
      async dispose() {
        disposed.push(key);
        await held.dispose.get(key);
      },
    } as unknown as OpenFunction;
  };
  const specs = ['one', 'two'].map(specOf);
  const project: Project = {
    name: 'p',
    id: 'p',
    root: '/project',
    file: null,
    registry: null,
    functions: specs.map(entryOf),
  };
  const host: ServeHost = {
    session,
    project: async () => ({
      ...project,
      functions: project.functions.filter(({name}) => !removed.has(name)),
    }),
    async open(_project, name) {
      opening.push(`${name} ${code[name] ?? ''}`);
      await held.open.get(`${name} ${code[name] ?? ''}`);
      if (code[name]?.startsWith('broken') === true)
        throw new LambdockError('USAGE', {message: code[name], suggestions: []});
      return openOf(name);
    },
    watch: async () => ({
      async next() {
        while (changes.length === 0)
          await new Promise<void>((resolve, reject) => {
            wake = resolve;
            if (stop.signal.aborted) reject(stop.signal.reason as Error);
            stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error));
          });
        return changes.shift() ?? [];
      },
      dispose: async () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    }),
  };
  const entries = specs.map((spec) => {
    const open = openOf(spec.name);
    return servedEntry({
      spec,
      aliases: [],
      region: 'us-east-1',
      driver: 'rie',
      opened: Promise.resolve(open),
      inits: beginCourse(open, courseOf(host, spec, {options: {}}), stop.signal),
    });
  });
  const keys = specs.map(({name}) => `${name} ${code[name] ?? ''}`);
  Object.assign(code, meanwhile);
  const following = followProject(host, {
    options: {onChange: (change) => told.push(change)},
    region: 'us-east-1',
    signal: stop.signal,
    functions: servedSet(entries),
    refused: new Map(),
    leaving: new Set(),
    settled: async () => undefined,
  });
  await until('first look', () => keys.every((key) => disposed.includes(key)));
  for (const list of [opening, disposed, warmed]) list.length = 0;
  return {
    told,
    disposed,
    warmed,
    opening,
    held,
    /** Takes a function out of the project. */
    remove(name: string) {
      removed.add(name);
      changes.push(['/project/lambdock.yml']);
      wake();
    },
    save(name: string, version: Code) {
      code[name] = version;
      changes.push([`/project/${name}/index.js`]);
      wake();
    },
    served: () => entries.map(({open}) => open?.key),
    async [Symbol.asyncDispose]() {
      stop.abort(new Error('the test is over'));
      await following;
    },
  };
}

it('an edit from before anybody looked is served', async () => {
  await using project = await scene({two: 'good-2'});
  await until('new code', () => project.served()[1] === 'two good-2');
  expect(project.told).toEqual([{function: 'two', change: 'replaced', message: null}]);
});

describe('an edit whose init hangs', () => {
  it('holds up no edit of another function', async () => {
    await using project = await scene();
    project.save('one', 'hangs-2');
    await until('init that hangs', () => project.warmed.includes('one hangs-2'));
    project.save('two', 'good-2');
    await until('new code', () => project.served()[1] === 'two good-2');
    expect(project.served()[0]).toBe('one good-1');
    expect(project.warmed.filter((key) => key === 'one hangs-2')).toHaveLength(1);
    expect(project.disposed).not.toContain('one good-1');
  });

  it('is called off by the next edit of the same function, and by nothing else of it is told', async () => {
    await using project = await scene();
    project.save('one', 'hangs-2');
    await until('init that hangs', () => project.warmed.includes('one hangs-2'));
    project.save('one', 'good-3');
    await until('new code', () => project.served()[0] === 'one good-3');
    expect(project.disposed).toContain('one hangs-2');
    expect(project.told).toEqual([{function: 'one', change: 'replaced', message: null}]);
  });

  it('is called off by an edit back to what is served, or to what cannot be', async () => {
    await using project = await scene();
    project.save('one', 'hangs-2');
    await until('init that hangs', () => project.warmed.includes('one hangs-2'));
    project.save('one', 'good-1');
    await until('end of it', () => project.disposed.includes('one hangs-2'));
    project.save('one', 'hangs-3');
    await until('init that hangs', () => project.warmed.includes('one hangs-3'));
    project.save('one', 'broken-4');
    await until('refusal', () => project.told.length > 0);
    expect(project.disposed).toContain('one hangs-3');
    expect(project.served()[0]).toBe('one good-1');
    expect(project.told).toEqual([{function: 'one', change: 'refused', message: 'broken-4'}]);
  });

  it('is called off with the server, and leaves nothing', async () => {
    const project = await scene();
    project.save('one', 'hangs-2');
    await until('init that hangs', () => project.warmed.includes('one hangs-2'));
    await project[Symbol.asyncDispose]();
    expect(project.disposed).toContain('one hangs-2');
    expect(project.told).toEqual([]);
  });
});

it('an edit that is taken back is told, since nothing else would say that it is', async () => {
  await using project = await scene();
  project.save('one', 'broken-2');
  await until('refusal', () => project.told.length > 0);
  project.save('one', 'good-1');
  await until('end of it', () => project.told.length > 1);
  expect(project.told.map(({function: of, change}) => [of, change])).toEqual([
    ['one', 'refused'],
    ['one', 'mended'],
  ]);
});

it('an edit whose init fails is told once, and the last good one is served on', async () => {
  await using project = await scene();
  project.save('one', 'fails-2');
  await until('refusal', () => project.told.length > 0);
  project.save('two', 'good-2');
  await until('new code', () => project.served()[1] === 'two good-2');
  expect(project.served()[0]).toBe('one good-1');
  expect(project.told.map(({function: of, change}) => [of, change])).toEqual([
    ['one', 'refused'],
    ['two', 'replaced'],
  ]);
});

it('an edit whose init fails takes the place of a state whose own init fails', async () => {
  await using project = await scene({}, {one: 'fails-1'});
  project.save('one', 'fails-2');
  await until('new code', () => project.served()[0] === 'one fails-2');
  expect(project.told).toEqual([{function: 'one', change: 'replaced', message: null}]);
});

describe('a function that is removed', () => {
  it('stays so when the look at another one ends, after which it was to be looked at as well', async () => {
    await using project = await scene();
    const {promise, resolve} = held();
    project.held.open.set('one good-2', promise);
    project.save('one', 'good-2');
    await until('look', () => project.opening.includes('one good-2'));
    project.remove('two');
    await until('removal', () => project.told.length > 0);
    resolve();
    await until('new code', () => project.served()[0] === 'one good-2');
    project.save('one', 'good-3');
    await until('newer code', () => project.served()[0] === 'one good-3');
    expect(project.told.map(({function: of, change}) => [of, change])).toEqual([
      ['two', 'removed'],
      ['one', 'replaced'],
      ['one', 'replaced'],
    ]);
    expect(project.opening.filter((key) => key.startsWith('two'))).toEqual([]);
  });

  it('stays so while the state of it before is still on its way out', async () => {
    await using project = await scene();
    const {promise, resolve} = held();
    project.held.dispose.set('one hangs-2', promise);
    project.save('one', 'hangs-2');
    await until('init that hangs', () => project.warmed.includes('one hangs-2'));
    project.save('one', 'good-3');
    await until('end of it', () => project.disposed.includes('one hangs-2'));
    project.remove('one');
    await until('removal', () => project.told.length > 0);
    resolve();
    await until('end of the newest', () => project.disposed.includes('one good-3'));
    expect(project.told).toEqual([{function: 'one', change: 'removed', message: null}]);
    expect(project.warmed).not.toContain('one good-3');
  });
});

/** What a test lets go on. */
function held() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((go) => (resolve = go));
  return {promise, resolve: () => resolve()};
}
