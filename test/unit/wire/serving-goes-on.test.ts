import {afterEach, describe, expect, it} from '@jest/globals';
import type {AccessRecord} from '../../../src/core/access-record.js';
import {entryOf} from '../../../src/core/function-entry.js';
import type {Project} from '../../../src/core/project.js';
import type {ServedChange, ServeOptions} from '../../../src/core/serve-options.js';
import type {ServedFunction} from '../../../src/core/served-function.js';
import {openFront, type Front} from '../../../src/wire/front.js';
import type {OpenFunction} from '../../../src/wire/lambdock-types.js';
import type {FollowRequest} from '../../../src/wire/renewal.js';
import {opening, type ServeHost} from '../../../src/wire/serve-opening.js';
import {followProject} from '../../../src/wire/serve-watch.js';
import {
  servedEntry,
  servedSet,
  type ServedEntry,
  type ServedSet,
} from '../../../src/wire/served-set.js';
import {openSession} from '../../../src/wire/session.js';
import {sampleResult, sampleSpec} from '../../support/samples.js';
import {until} from '../../support/until.js';

const project: Project = {
  name: 'p',
  id: 'p',
  root: '/project',
  file: null,
  registry: null,
  functions: [],
};

const session = openSession({dockerHost: 'unix:///absent.sock'});
afterEach(() => session.dispose());

/** A project whose changes are these, one after the other; then looking at it fails. */
const hostOf = (changes: string[][], over: Partial<ServeHost> = {}): ServeHost => ({
  session,
  project: async () => project,
  open: async () => Promise.reject(new Error('not asked')),
  watch: async () => ({
    async next() {
      const changed = changes.shift();
      if (changed === undefined) throw new Error('out of order');
      return changed;
    },
    dispose: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }),
  ...over,
});

async function follow(
  host: ServeHost,
  functions: ServedSet,
  over: Partial<FollowRequest> = {},
): Promise<readonly ServedChange[]> {
  const told: ServedChange[] = [];
  await followProject(host, {
    options: {onChange: (change) => told.push(change)},
    region: 'us-east-1',
    signal: new AbortController().signal,
    functions,
    refused: new Map(),
    leaving: new Set(),
    settled: async () => undefined,
    ...over,
  });
  return told;
}

async function openServer(
  ...given: Parameters<typeof openFront>
): Promise<Front & AsyncDisposable> {
  const front = await openFront(...given);
  return {...front, [Symbol.asyncDispose]: () => front.close()};
}

describe('a project that is followed', () => {
  it('says so when it no longer is, whatever the cause', async () => {
    expect(await follow(hostOf([]), servedSet([]))).toEqual([
      {
        function: null,
        change: 'refused',
        message: 'out of order; what is saved from now on is not served',
      },
    ]);
  });

  it('is followed on while a function that it has no more still has an event', async () => {
    const open = {
      figures: () => ({environments: 1, busy: 1, waiting: 0}),
      invoke: () => new Promise(() => undefined),
    } as unknown as OpenFunction;
    const opened = Promise.resolve(open);
    const entry = servedEntry({
      spec: sampleSpec(),
      aliases: [],
      region: 'us-east-1',
      driver: 'rie',
      opened,
    });
    void entry.invoke(new Uint8Array(), {});
    const told = await follow(hostOf([['/a'], ['/b']]), servedSet([entry]));
    expect(told.map(({change}) => change)).toEqual(['removed', 'refused']);
  });
});

describe('an accepted event whose function the project loses before its next try', () => {
  it('is run with what was served until then, which is let go after it', async () => {
    const runs: string[] = [];
    let disposed = 0;
    const failed = {type: 'Error', message: 'not yet', stackTrace: []};
    const open = {
      figures: () => ({environments: 1, busy: 0, waiting: 0}),
      async invoke() {
        runs.push(disposed === 0 ? 'open' : 'closed');
        return runs.length < 2
          ? sampleResult('', {status: 'function-error', error: failed})
          : sampleResult('{}');
      },
      dispose: async () => void (disposed += 1),
    } as unknown as OpenFunction;
    const spec = sampleSpec();
    const opened = Promise.resolve(open);
    const entry = servedEntry({spec, aliases: [], region: 'us-east-1', driver: 'rie', opened});
    const functions = servedSet([entry]);
    const home = {region: 'us-east-1', account: '123456789012'};
    const records: AccessRecord[] = [];
    const onAccess = (record: AccessRecord): void => void records.push(record);
    // It is tried again at the end, or never.
    await using front = await openServer(functions, {home, port: 0, retryDelayMs: 3e6, onAccess});
    const path = `/2015-03-31/functions/${spec.name}/invocations`;
    const headers = {'X-Amz-Invocation-Type': 'Event'};
    expect((await fetch(front.url + path, {method: 'POST', headers})).status).toBe(202);
    await until('first try', () => runs.length === 1);
    const leaving = new Set<Promise<void>>();
    const settled = (of: ServedEntry): Promise<void> => front.settled(of);
    expect((await follow(hostOf([]), functions, {leaving, settled}))[0]?.change).toBe('removed');
    await front.drain();
    await Promise.all(leaving);
    expect([runs, disposed]).toEqual([['open', 'open'], 1]);
    expect(records.at(-1)).toMatchObject({kind: 'event', status: 'ok', attempts: 2});
  });
});

describe('a function of which only the retries are changed', () => {
  it('keeps its environments and heeds what is said', async () => {
    let disposed = 0;
    const open = {
      key: 'same',
      dispose: async () => void (disposed += 1),
    } as unknown as OpenFunction;
    const spec = sampleSpec();
    const entry = servedEntry({
      spec,
      aliases: [],
      region: 'us-east-1',
      driver: 'rie',
      opened: Promise.resolve(open),
      eventInvoke: {retries: 2},
    });
    const changed = {...entryOf(spec), eventInvoke: async () => ({retries: 0})};
    const host = hostOf([['/project/lambdock.yml']], {
      project: async () => ({...project, functions: [changed]}),
      open: async () => open,
    });
    const told = await follow(host, servedSet([entry]));
    expect(told.map(({change}) => change)).toEqual(['refused']);
    expect([entry.eventInvoke, disposed]).toEqual([{retries: 0}, 2]);
  });
});

describe('a function that is opened to be served', () => {
  it('is let go where it cannot be warmed', async () => {
    let disposed = 0;
    const open = {
      warm: async () => Promise.reject(new Error('no engine')),
      dispose: async () => void (disposed += 1),
    } as unknown as OpenFunction;
    const {opened, start} = opening(
      hostOf([], {open: async () => open}),
      [{project, spec: sampleSpec()}],
      {options: {}, region: 'us-east-1', signal: new AbortController().signal},
    );
    start();
    await expect(Promise.all(opened)).rejects.toThrow('no engine');
    expect(disposed).toBe(1);
  });
});

describe('a function whose init fails when it is to be served', () => {
  const open = {
    key: 'broken',
    figures: () => ({environments: 0, busy: 0, waiting: 0}),
    warm: async () => ({warmth: 'started', initFailure: 'Error: no database'}),
    dispose: async () => undefined,
  } as unknown as OpenFunction;
  const spec = sampleSpec();

  it('is served from the start, and not ready', async () => {
    const {opened, entries, start} = opening(
      hostOf([], {open: async () => open}),
      [{project, spec}],
      {options: {}, region: 'us-east-1', signal: new AbortController().signal},
    );
    start();
    await Promise.all(opened);
    await until('cause', () => entries[0]?.figures().initFailure === 'Error: no database');
    expect(entries[0]?.figures().isReady).toBe(false);
  });

  it('is served when the project gets it, and not ready', async () => {
    const functions = servedSet([]);
    const functionsOf = {...project, functions: [entryOf(spec)]};
    const figures = () => functions.find(spec.name)?.figures();
    const watch: ServeHost['watch'] = async () => ({
      async next() {
        await until('cause', () => figures()?.initFailure === 'Error: no database');
        throw new Error('no more');
      },
      dispose: async () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    });
    const over = {open: async () => open, project: async () => functionsOf, watch};
    const told = await follow(hostOf([], over), functions);
    expect(told.map(({change}) => change)).toEqual(['added', 'refused']);
    expect(told[1]?.message).toContain('no more');
    expect(figures()?.isReady).toBe(false);
  });
});

describe('a listener of the caller’s that throws', () => {
  it('is told of, and the client has its answer', async () => {
    const warnings: string[] = [];
    const onAccess: ServeOptions['onAccess'] = () => {
      throw new Error('disk full');
    };
    const home = {region: 'us-east-1', account: '123456789012'};
    const warn = (message: string): void => void warnings.push(message);
    const front = await openFront(servedSet([]), {home, port: 0, onAccess, warn});
    const response = await fetch(`${front.url}/2015-03-31/functions/`);
    expect([response.status, await response.json()]).toEqual([200, {Functions: []}]);
    expect(warnings).toEqual(['onAccess has failed: disk full']);
    await front.close();
  });
});

describe('what holds for every event', () => {
  it('is told once, and what became of one with that one', async () => {
    const warnings: string[] = [];
    const hello = {
      name: 'hello',
      driver: 'rie',
      configuration: {FunctionName: 'hello', FunctionArn: 'arn', Version: '$LATEST'},
      eventInvoke: {retries: 0},
      figures: () => ({environments: 1, busy: 0, waiting: 0, isReady: true}),
      invoke: async () => sampleResult('"done"'),
    } as unknown as ServedFunction;
    const functions = {list: () => [hello], find: () => hello, isReady: true};
    const home = {region: 'us-east-1', account: '123456789012'};
    const warn = (message: string): void => void warnings.push(message);
    // A disk that is always full.
    const front = await openFront(functions, {home, port: 0, onSuccess: '/dev/full', warn});
    for (let round = 0; round < 2; round += 1) {
      const streamed = `${front.url}/2021-11-15/functions/hello/response-streaming-invocations`;
      await (await fetch(streamed, {method: 'POST', body: '{}'})).text();
      const headers = {'X-Amz-Invocation-Type': 'Event'};
      const url = `${front.url}/2015-03-31/functions/hello/invocations`;
      expect((await fetch(url, {method: 'POST', body: '{}', headers})).status).toBe(202);
    }
    await front.drain();
    await front.close();
    const [streams, ...records] = warnings.filter((one) => !one.includes('; the record: '));
    expect([streams, records]).toEqual([expect.stringContaining('comes in one piece'), []]);
    expect(warnings).toHaveLength(3);
  });
});
