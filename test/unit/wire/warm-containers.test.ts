import {describe, expect, it} from '@jest/globals';
import type {Observation, Sandbox} from '../../../src/core/sandbox.js';
import {processIdentity} from '../../../src/files/process-identity.js';
import {warmStore, type WarmStore} from '../../../src/files/warm-store.js';
import type {Session} from '../../../src/wire/session.js';
import {rest} from '../../../src/wire/warm-containers.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {sampleRecord} from '../../support/sample-record.js';

interface Scene {
  readonly store: WarmStore;
  /** What was done to the container. */
  readonly done: readonly string[];
  readonly warnings: readonly string[];
  readonly rested: (isReusable: boolean, over?: Over) => Promise<number | null>;
}

interface Over {
  readonly sandbox?: Partial<Sandbox>;
  readonly store?: Partial<WarmStore>;
}

const RECORD = sampleRecord({state: 'busy', restUntil: 0});

const inScene = (work: (scene: Scene) => Promise<void>): Promise<void> =>
  inTempFolder({}, async (cacheFolder) => {
    const ownership = processIdentity();
    const store = warmStore({cacheFolder, endpoint: 'unix:///engine.sock', ownership});
    store.write(RECORD);
    const done: string[] = [];
    const warnings: string[] = [];
    const sandbox: Partial<Sandbox> = {
      leave: () => {
        done.push('left');
        return {clockAhead: 7000};
      },
      stop: async () => {
        done.push('stopped');
        return {ended: Promise.resolve()};
      },
      [Symbol.asyncDispose]: async () => void done.push('removed'),
    };
    const session: Partial<Session> = {
      hold: () => () => undefined,
      warn: (message) => void warnings.push(message),
    };
    const rested: Scene['rested'] = (reusable, over = {}) =>
      rest(session as Session, {
        store: {...store, ...over.store},
        sandbox: {...sandbox, ...over.sandbox} as Sandbox,
        observation: {reusable} as Observation,
        record: RECORD,
        options: {},
      });
    await work({store, done, warnings, rested});
  });

describe('a container whose event is answered', () => {
  it('rests with what only who started it knows', () =>
    inScene(async ({rested, store, done}) => {
      expect(await rested(true)).toBeNull();
      expect(done).toEqual(['left']);
      expect(store.read(RECORD.id)).toMatchObject({state: 'resting', clockAhead: 7000});
    }));

  it('is removed, and the answer told, when it cannot be written down', () =>
    inScene(async ({rested, store, done, warnings}) => {
      const write = (): never => {
        throw new Error('no space left');
      };
      expect(await rested(true, {store: {write}})).toBeNull();
      expect([done, store.records()]).toEqual([['left', 'removed'], []]);
      expect(warnings).toEqual(['hello: its container is not kept warm: no space left']);
    }));

  it('is removed, and the answer told, when it cannot be told to end', () =>
    inScene(async ({rested, store, done}) => {
      const stop = (): Promise<never> => Promise.reject(new Error('the engine refuses'));
      expect(await rested(false, {sandbox: {stop}})).toBeNull();
      expect([done, store.records()]).toEqual([['removed'], []]);
    }));

  it('is known to the keeper until its extensions have ended', () =>
    inScene(async ({rested, store}) => {
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      expect(await rested(false, {sandbox: {stop: async () => ({ended})}})).not.toBeNull();
      expect(store.records()).toMatchObject([{state: 'ending'}]);
      end();
      await ended;
      await new Promise(setImmediate);
      expect(store.records()).toEqual([]);
    }));
});
