import {describe, expect, it} from '@jest/globals';
import type {FunctionSpec} from '../../../src/core/function-spec.js';
import {beginCourse} from '../../../src/wire/init-course.js';
import type {OpenFunction} from '../../../src/wire/lambdock-types.js';
import {servedEntry, servedSet, type Serving} from '../../../src/wire/served-set.js';

const EVENT = new Uint8Array();

/** An opened function whose events end when they are told to. */
function opened(
  name: string,
  log: string[],
  status = 'ok',
): {open: OpenFunction; answer: () => void} {
  const answers: (() => void)[] = [];
  const open = {
    arn: `arn:${name}`,
    image: name,
    figures: () => ({environments: 1, busy: 0, waiting: 0}),
    invoke: () =>
      new Promise((resolve) => {
        log.push(`${name} begins`);
        answers.push(() => resolve({requestId: name, status}));
      }),
    dispose: async () => void log.push(`${name} is disposed`),
  } as unknown as OpenFunction;
  return {open, answer: () => answers.splice(0).forEach((one) => one())};
}

const serving = (name: string, open: Promise<OpenFunction>, physicalName?: string): Serving => ({
  spec: {name, physicalName, environment: {}} as unknown as FunctionSpec,
  aliases: [],
  region: 'us-east-1',
  driver: 'rie',
  opened: open,
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a function that is replaced while it is served', () => {
  it('ends the one of before when its events are over, and not sooner', async () => {
    const log: string[] = [];
    const [before, after] = [opened('before', log), opened('after', log)];
    const entry = servedEntry(serving('hello', Promise.resolve(before.open)));
    const first = entry.invoke(EVENT, {});
    await settled();
    entry.replace({...serving('hello', Promise.resolve(after.open)), open: after.open});
    const second = entry.invoke(EVENT, {});
    await settled();
    expect(log).toEqual(['before begins', 'after begins']);
    before.answer();
    expect((await first).requestId).toBe('before');
    await settled();
    expect(log).toContain('before is disposed');
    after.answer();
    expect((await second).requestId).toBe('after');
    expect(log).not.toContain('after is disposed');
  });

  it('has its events wait until it is opened, and is not ready before', async () => {
    const log: string[] = [];
    const one = opened('one', log);
    let isOpen = (): void => undefined;
    const opening = new Promise<OpenFunction>((resolve) => {
      isOpen = () => resolve(one.open);
    });
    const entry = servedEntry(serving('hello', opening));
    const answer = entry.invoke(EVENT, {});
    await settled();
    expect([log, entry.figures().isReady]).toEqual([[], false]);
    isOpen();
    await settled();
    expect([log, entry.figures().isReady]).toEqual([['one begins'], true]);
    one.answer();
    expect((await answer).requestId).toBe('one');
  });

  it.each([
    ['ok', null],
    ['function-error', null],
    ['init-error', 'Error: no database'],
    ['timed-out', 'Error: no database'],
  ] as const)(
    'whose init fails is not ready, and after an event that ends with %s the cause is %s',
    async (status, cause) => {
      const {open, answer} = opened('hello', [], status);
      const warm = async () => ({warmth: 'started', initFailure: 'Error: no database'});
      const {signal} = new AbortController();
      const inits = beginCourse(
        Object.assign(open, {warm}),
        {name: 'hello', warm: 1, onFailure: () => undefined, onRecovery: () => undefined},
        signal,
      );
      const entry = servedEntry({...serving('hello', Promise.resolve(open)), inits});
      await settled();
      expect(entry.figures()).toMatchObject({
        isReady: false,
        initFailure: 'Error: no database',
      });
      const event = entry.invoke(EVENT, {});
      await settled();
      answer();
      await event;
      expect(entry.figures()).toMatchObject({isReady: cause === null, initFailure: cause});
    },
  );

  it('ends all of it, those replaced too', async () => {
    const log: string[] = [];
    const [before, after] = [opened('before', log), opened('after', log)];
    const entry = servedEntry(serving('hello', Promise.resolve(before.open)));
    const running = entry.invoke(EVENT, {});
    await settled();
    entry.replace({...serving('hello', Promise.resolve(after.open)), open: after.open});
    const ended = entry.end();
    before.answer();
    await Promise.all([running, ended]);
    expect(log.slice(1).toSorted()).toEqual(['after is disposed', 'before is disposed']);
  });
});

describe('a set of served functions', () => {
  it('finds by name, a name in the project before a name in AWS of another', () => {
    const never = new Promise<OpenFunction>(() => undefined);
    const alike = servedEntry(serving('one', never, 'two'));
    const two = servedEntry(serving('two', never));
    const set = servedSet([alike]);
    expect(set.find('two')).toBe(alike);
    set.add(two);
    expect(set.find('two')).toBe(two);
    set.remove(two);
    expect([set.find('two'), set.find('three')]).toEqual([alike, null]);
  });
});
