import {describe, expect, it} from '@jest/globals';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {beginCourse} from '../../../src/wire/init-course.js';
import type {OpenFunction} from '../../../src/wire/lambdock-types.js';

const SIGNAL = new AbortController().signal;
const ENGINE = new LambdockError('DOCKER_UNREACHABLE', {message: 'no engine'});
const GONE = new LambdockError('IMAGE_NOT_FOUND', {message: 'its image is gone'});
const FULL = new LambdockError('POOL_FULL', {message: 'busy'});

const HANGS = Symbol('hangs');

/** What comes of one try: null for an init that comes through, a cause, a fault of the code, no try at all, or one that hangs. */
type Try = string | null | {readonly lasting: string} | LambdockError | typeof HANGS;

/** A function whose tries end as they are listed, the last one for ever, with a clock that a test moves on. */
async function scene(tries: readonly Try[], warm = 1) {
  const left = [...tries];
  const told: string[] = [];
  const pauses: number[] = [];
  const seen = {tries: 0, disposed: 0};
  let due: (() => void) | null = null;
  const open = {
    driver: 'runtime-api',
    async warm(_count: number, signal: AbortSignal) {
      seen.tries += 1;
      const next = (left.length > 1 ? left.shift() : left[0]) ?? null;
      if (next === HANGS)
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      if (next instanceof LambdockError) throw next;
      const isLasting = typeof next === 'object' && next !== null;
      return {
        warmth: 'started',
        initFailure: isLasting ? next.lasting : next,
        isLasting,
      };
    },
  } as unknown as OpenFunction;
  const course = await beginCourse(
    open,
    {
      name: 'hello',
      warm,
      onFailure: (message) => told.push(message),
      onRecovery: () => told.push('recovered'),
      after(ms, work) {
        pauses.push(ms);
        due = work;
        return () => void (due = null);
      },
    },
    SIGNAL,
  );
  course.follow();
  return {
    course,
    told,
    pauses,
    seen,
    get waits() {
      return due !== null;
    },
    async pass() {
      const work = due;
      due = null;
      work?.();
      await settled();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an init that fails', () => {
  it('is tried again after pauses that grow to half a minute, and a cause is told once', async () => {
    const project = await scene(['no database']);
    for (let pass = 0; pass < 7; pass += 1) await project.pass();
    expect(project.pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(project.told).toEqual([
      'hello: its init fails: no database; it is tried again until it comes through',
    ]);
    expect(project.course.failure).toBe('no database');
  });

  it('is over with the try that comes through, after which nothing is tried', async () => {
    const project = await scene(['no database', 'no table', 'no database', null]);
    for (let pass = 0; pass < 3; pass += 1) await project.pass();
    expect(project.told.map((line) => line.replace(/;.*/, ''))).toEqual([
      'hello: its init fails: no database',
      'hello: its init fails: no table',
      'hello: its init fails: no database',
      'recovered',
    ]);
    expect([project.course.failure, project.waits]).toEqual([null, false]);
  });

  it('is not tried again where the code is at fault', async () => {
    const project = await scene([{lasting: 'no handler'}]);
    expect(project.told).toEqual(['hello: its init fails: no handler']);
    expect([project.course.failure, project.waits]).toEqual(['no handler', false]);
  });

  it('is tried at once when an event has met it, and the pauses do not grow with that', async () => {
    const project = await scene(['no database', 'no database', null]);
    project.course.ran('init-error');
    await settled();
    expect([project.seen.tries, project.pauses]).toEqual([2, [1000, 1000]]);
    project.course.ran('ok');
    await settled();
    expect([project.seen.tries, project.course.failure, project.waits]).toEqual([3, null, false]);
  });

  it('is no business of one try more for every event that meets it', async () => {
    const project = await scene(['no database', HANGS]);
    for (let event = 0; event < 5; event += 1) project.course.ran('init-error');
    await settled();
    expect(project.seen.tries).toBe(2);
    await project.course.end();
    expect(project.seen.tries).toBe(2);
  });

  it('that comes later than the start is seen with the event that meets it', async () => {
    const project = await scene([null, 'no database', null]);
    project.course.ran('ok');
    await settled();
    expect(project.seen.tries).toBe(1);
    project.course.ran('init-error');
    await settled();
    expect([project.course.failure, project.waits]).toEqual(['no database', true]);
    await project.pass();
    expect([project.course.failure, project.told.at(-1)]).toEqual([null, 'recovered']);
  });

  it('is not looked for where nothing is to be warm', async () => {
    const project = await scene(['no database'], 0);
    project.course.ran('init-error');
    await settled();
    expect([project.seen.tries, project.course.failure]).toEqual([0, null]);
  });
});

describe('a try that cannot be made', () => {
  it('is told once and made later, where the engine may be back then', async () => {
    const project = await scene(['no database', ENGINE, ENGINE, null]);
    for (let pass = 0; pass < 2; pass += 1) await project.pass();
    expect(project.told.slice(1)).toEqual(['hello: its init could not be tried again: no engine']);
    expect(project.course.failure).toBe('no database');
    await project.pass();
    expect([project.course.failure, project.told.at(-1)]).toEqual([null, 'recovered']);
  });

  it('is the last where what is missing does not come back', async () => {
    const project = await scene(['no database', GONE]);
    await project.pass();
    expect(project.told.at(-1)).toBe('hello: its init could not be tried again: its image is gone');
    expect(project.waits).toBe(false);
  });

  it('is not told of where events have all the room', async () => {
    const project = await scene(['no database', FULL]);
    await project.pass();
    expect([project.told.length, project.waits]).toEqual([1, true]);
  });
});

describe('the end of a served function', () => {
  it('waits for no pause', async () => {
    const project = await scene(['no database']);
    await project.course.end();
    expect([project.waits, project.seen.tries]).toEqual([false, 1]);
    project.course.ran('init-error');
    await settled();
    expect(project.seen.tries).toBe(1);
  });

  it('calls off the try under way', async () => {
    const project = await scene(['no database', HANGS]);
    await project.pass();
    await project.course.end();
    expect([project.told.length, project.waits]).toEqual([1, false]);
  });
});
