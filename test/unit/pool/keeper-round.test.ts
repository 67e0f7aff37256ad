import {randomUUID} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import {describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import type {WarmRecord} from '../../../src/core/warm-record.js';
import {processIdentity} from '../../../src/files/process-identity.js';
import {mayBeWarm} from '../../../src/files/may-be-warm.js';
import {warmStore, type WarmStore} from '../../../src/files/warm-store.js';
import {keeperRound} from '../../../src/pool/keeper-round.js';
import {fakeEngine, sampleContainer, type EngineContents} from '../../support/fake-engine.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {sampleRecord} from '../../support/sample-record.js';

const KEEPER = 'keeper';
const NOW = 5000;

interface Scene {
  readonly cacheFolder: string;
  readonly store: WarmStore;
  readonly contents: EngineContents;
  readonly keep: (over?: Partial<WarmRecord>) => WarmRecord;
  readonly round: () => Promise<number | null>;
}

const inScene = (work: (scene: Scene) => Promise<void>): Promise<void> =>
  inTempFolder({}, async (cacheFolder) => {
    const contents: EngineContents = {containers: [], images: []};
    const engine = fakeEngine(contents, {
      signalContainer: async (id) => {
        contents.containers = contents.containers.filter((container) => container.id !== id);
        return true;
      },
      waitRemoved: async () => undefined,
    });
    const ownership = processIdentity();
    const store = warmStore({cacheFolder, endpoint: 'unix:///engine.sock', ownership});
    await work({
      cacheFolder,
      store,
      contents,
      keep(over) {
        const id = randomUUID();
        const record = sampleRecord({id, container: id, restUntil: NOW + 500, ...over});
        store.write(record);
        const labels = {[LABELS.owner]: KEEPER, [LABELS.warm]: id};
        contents.containers.push(sampleContainer({id, labels}));
        return record;
      },
      round: () => keeperRound({store, engine, self: KEEPER, now: () => NOW}),
    });
  });

describe('the keeper of warm containers', () => {
  it('leaves alone what rests, and wakes when its rest is over', () =>
    inScene(async ({keep, round, contents}) => {
      keep();
      keep({restUntil: NOW + 90_000});
      expect(await round()).toBe(500);
      expect(contents.containers.length).toBe(2);
    }));

  it('ends what has rested, then forgets everything and ends', () =>
    inScene(async ({keep, round, contents, store, cacheFolder}) => {
      keep({restUntil: NOW});
      store.setKeeper(KEEPER);
      expect(mayBeWarm(cacheFolder)).toBe(true);
      expect(await round()).toBeNull();
      expect([contents.containers, store.records(), store.keeper()]).toEqual([[], [], null]);
      expect(mayBeWarm(cacheFolder)).toBe(false);
      expect(await readdir(store.folder)).toEqual([]);
    }));

  it('ends what a dead process left in use, and nothing that a living one holds', () =>
    inScene(async ({keep, round, contents, store}) => {
      keep({state: 'busy', restUntil: 0});
      const held = keep({state: 'busy', restUntil: 0});
      await store.tryHold(held.id, async () => {
        expect(await round()).toBe(2000);
        expect(contents.containers.map(({id}) => id)).toEqual([held.id]);
      });
      expect(await round()).toBeNull();
    }));

  it('leaves who is about to write a record down what it has in hand', () =>
    inScene(async ({keep, round, store}) => {
      keep({restUntil: NOW});
      const id = randomUUID();
      const isHeld = await store.tryHold(id, async () => {
        expect(await round()).toBeNull();
        return store.isHeld(id);
      });
      expect(isHeld).toBe(true);
    }));

  it('leaves alone what was told to end, until it should have ended', () =>
    inScene(async ({keep, round, contents}) => {
      keep({state: 'ending', restUntil: NOW + 500});
      expect([await round(), contents.containers.length]).toEqual([500, 1]);
      contents.containers = [];
      expect(await round()).toBeNull();
    }));

  it('forgets a record whose container went away', () =>
    inScene(async ({keep, round, contents, store}) => {
      keep();
      contents.containers = [];
      expect(await round()).toBeNull();
      expect(store.records()).toEqual([]);
    }));

  it('takes containers along that nobody has written down', () =>
    inScene(async ({round, contents}) => {
      contents.containers = [sampleContainer({labels: {[LABELS.owner]: KEEPER}})];
      expect(await round()).toBeNull();
      expect(contents.containers).toEqual([]);
    }));
});

describe('a record of a warm container', () => {
  it('is held by one at a time; who comes second is told at once', () =>
    inScene(async ({keep, store}) => {
      const {id} = keep();
      const first = await store.tryHold(id, async () => {
        expect(await store.isHeld(id)).toBe(true);
        return (await store.tryHold(id, async () => 'second')) ?? 'taken';
      });
      expect([first, await store.isHeld(id)]).toEqual(['taken', false]);
    }));

  it('is found by its key, the one used last first', () =>
    inScene(async ({keep, store}) => {
      const key = 'b'.repeat(64);
      const early = keep({key, restUntil: 1});
      const late = keep({key, restUntil: 2});
      keep();
      expect(store.records(key).map(({id}) => id)).toEqual([late.id, early.id]);
      expect(store.read(early.id)).toEqual(early);
    }));
});
