import {describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import type {Ownership} from '../../../src/core/owner.js';
import type {Engine} from '../../../src/docker/engine.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {down} from '../../../src/prune/down.js';
import {findLeftovers} from '../../../src/prune/find-leftovers.js';
import {listRunning} from '../../../src/prune/list-running.js';
import {prune} from '../../../src/prune/prune.js';
import {sweepStale} from '../../../src/prune/sweep-stale.js';
import {
  fakeEngine,
  sampleContainer,
  sampleImage,
  type EngineContents,
} from '../../support/fake-engine.js';

const NOW = 1_000_000;
const LIVING = 'here/1/100/5';
const DEAD = 'here/1/200/5';
const FOREIGN = 'there/9/300/5';

const ownership: Ownership = {
  self: LIVING,
  isAlive: (owner) => (owner.startsWith('here') ? owner === LIVING : null),
};

const owned = (name: string, owner: string, expires = NOW + 1000) =>
  sampleContainer({
    id: name,
    name,
    image: `lambdock/${name}:1`,
    labels: {
      [LABELS.owner]: owner,
      [LABELS.role]: 'sandbox',
      [LABELS.function]: name,
      [LABELS.expires]: String(expires),
    },
  });

/** Started by hand from a derived image: it has that image's labels. */
const byHand = sampleContainer({
  id: 'by-hand',
  name: 'by-hand',
  image: 'lambdock/mine:1',
  labels: {[LABELS.role]: 'image', [LABELS.digest]: 'd', [LABELS.owner]: DEAD},
});

const derived = (name: string, over = {}) =>
  sampleImage({
    id: `sha256:${name}`,
    tags: [`lambdock/${name}:1`],
    labels: {[LABELS.role]: 'image', [LABELS.digest]: 'd', [LABELS.base]: 'base:1'},
    ...over,
  });

const base = sampleImage({id: 'sha256:base', tags: ['base:1'], sizeBytes: 200_000_000});
const standIn = sampleImage({
  id: 'sha256:standin',
  tags: ['lambdock/stand-in/nodejs:22'],
  labels: {[LABELS.standIn]: 'true'},
});

const setting = (contents: Partial<EngineContents>, over: Partial<Engine> = {}) => {
  const all: EngineContents = {containers: [], images: [], ...contents};
  return {all, asker: {engine: fakeEngine(all, over), ownership, now: () => NOW}};
};

const containers = [
  owned('living', LIVING),
  owned('dead', DEAD),
  owned('foreign', FOREIGN),
  byHand,
];

describe('sweepStale', () => {
  it('removes what dead processes left, and nothing else', async () => {
    const {all, asker} = setting({containers});
    expect(await sweepStale(asker)).toEqual(['dead']);
    expect(all.containers.map(({name}) => name)).toEqual(['living', 'foreign', 'by-hand']);
  });

  it('removes another machine’s container once its time is over', async () => {
    const {asker} = setting({containers: [owned('old', FOREIGN, NOW), owned('new', FOREIGN)]});
    expect(await sweepStale(asker)).toEqual(['old']);
  });
});

describe('sweepStale after a build that died once its image was made', () => {
  const labels = {[LABELS.role]: 'image', [LABELS.project]: 'p', [LABELS.function]: 'f'};
  const image = (digest: string, created: number) =>
    sampleImage({
      id: `sha256:${digest}`,
      tags: [`lambdock/f:${digest}`],
      labels: {...labels, [LABELS.digest]: digest, [LABELS.base]: 'base:1'},
      created,
    });
  const build = sampleContainer({
    labels: {...labels, [LABELS.role]: 'build', [LABELS.owner]: DEAD, [LABELS.digest]: 'new'},
  });

  it.each([
    ['of an earlier second', {old: 4999}, ['new']],
    ['of the same second', {old: 5001}, ['new']],
    ['that came later in the same second', {old: 5900}, ['new', 'old']],
    ['of a later second', {old: 6000}, ['new', 'old']],
  ])('judges an image %s by its exact birth', async (_title, {old}, left) => {
    const images = [image('new', 5500), image('old', old)];
    const {all, asker} = setting(
      {containers: [build], images},
      {
        // As the engine lists them: in whole seconds.
        listImages: async () =>
          all.images.map((one) => ({...one, created: one.created - (one.created % 1000)})),
      },
    );
    await sweepStale(asker);
    expect(all.images.map((one) => one.labels[LABELS.digest])).toEqual(left);
  });
});

describe('down', () => {
  it('keeps what a living process uses and says who', async () => {
    const {all, asker} = setting({containers});
    expect(await down(asker)).toEqual({
      containers: ['dead'],
      images: [],
      networks: [],
      bytes: 0,
      kept: [
        {name: 'living', reason: 'in use by a running lambdock (process 100)'},
        {name: 'foreign', reason: 'owned by a process of another machine (there)'},
      ],
    });
    expect(all.containers).toHaveLength(3);
  });

  it('takes all of lambdock’s containers when asked, never one started by hand', async () => {
    const {all, asker} = setting({containers});
    expect((await down(asker, true)).containers).toEqual(['living', 'dead', 'foreign']);
    expect(all.containers).toEqual([byHand]);
  });

  it('takes its networks along when asked, but for one that a container is in', async () => {
    const {asker} = setting(
      {containers: [byHand]},
      {
        listNetworks: async () => ['free', 'used'].map((name) => ({name, labels: {}})),
        removeNetwork: async (name) => name === 'free',
      },
    );
    expect((await down(asker)).networks).toEqual([]);
    expect(await down(asker, true)).toMatchObject({
      networks: ['free'],
      kept: [{name: 'used', reason: 'a container is in it'}],
    });
  });

  it('tells what the engine refuses and goes on', async () => {
    const {asker} = setting(
      {containers: [owned('dead', DEAD), owned('stuck', DEAD)]},
      {
        removeContainer: async (id) => {
          if (id === 'stuck') throw new LambdockError('DOCKER_FAILED', {message: 'device busy'});
        },
      },
    );
    expect(await down(asker)).toMatchObject({
      containers: ['dead'],
      kept: [{name: 'stuck', reason: 'device busy'}],
    });
  });

  it('ends when the engine is gone', async () => {
    const gone = new LambdockError('DOCKER_UNREACHABLE', {message: 'gone'});
    const {asker} = setting(
      {containers: [owned('dead', DEAD)]},
      {
        removeContainer: async () => {
          throw gone;
        },
      },
    );
    await expect(down(asker)).rejects.toBe(gone);
  });
});

describe('prune', () => {
  const images = [
    base,
    standIn,
    derived('living'),
    derived('mine'),
    derived('dead'),
    derived('step', {tags: [], created: 0}),
  ];

  it('removes derived images that no remaining container uses', async () => {
    const {all, asker} = setting({containers, images});
    expect(await prune(asker)).toMatchObject({
      containers: ['dead'],
      images: ['lambdock/dead:1', 'step'],
      bytes: 10_000_000,
      kept: [
        {name: 'living', reason: 'in use by a running lambdock (process 100)'},
        {name: 'foreign', reason: 'owned by a process of another machine (there)'},
        {name: 'lambdock/living:1', reason: 'used by a container'},
        {name: 'lambdock/mine:1', reason: 'used by a container'},
      ],
    });
    expect(all.images.map(({id}) => id)).toEqual([
      'sha256:base',
      'sha256:standin',
      'sha256:living',
      'sha256:mine',
    ]);
  });

  it('removes nothing in a dry run, and tells the same', async () => {
    const first = setting({containers, images});
    const foretold = await prune(first.asker, {dryRun: true});
    expect(first.all).toEqual({containers, images});
    const second = setting({containers, images});
    expect(await prune(second.asker)).toEqual(foretold);
  });

  it('removes stand-ins only when asked', async () => {
    const {all, asker} = setting({images: [base, standIn, derived('dead')]});
    const report = await prune(asker, {standIns: true});
    expect(report.images).toEqual(['lambdock/dead:1', 'lambdock/stand-in/nodejs:22']);
    expect(all.images).toEqual([base]);
  });

  it('leaves alone what a user made from lambdock’s images', async () => {
    const fromDerived = derived('theirs', {tags: ['acme/theirs:1']});
    const fromStandIn = {...standIn, id: 'sha256:acme', tags: ['acme/node:22']};
    const {all, asker} = setting({images: [fromDerived, fromStandIn]});
    expect((await prune(asker, {standIns: true})).images).toEqual([]);
    expect(all.images).toHaveLength(2);
  });

  it('does not take a derived image for the stand-in below it', async () => {
    const child = derived('child', {
      labels: {[LABELS.role]: 'image', [LABELS.digest]: 'd', [LABELS.standIn]: 'true'},
    });
    const {asker} = setting({images: [standIn, child]});
    expect((await prune(asker)).images).toEqual(['lambdock/child:1']);
  });
});

describe('listRunning', () => {
  it('shows lambdock’s containers with their owners', async () => {
    const {asker} = setting({containers});
    const shown = (await listRunning(asker)).map((one) => [one.function, one.ownerAlive]);
    expect(shown).toEqual([
      ['living', true],
      ['dead', false],
      ['foreign', null],
    ]);
  });
});

describe('findLeftovers', () => {
  it('finds stale containers and derived images', async () => {
    const {asker} = setting({containers, images: [base, standIn, derived('dead')]});
    const {stale, derived: images} = await findLeftovers(asker);
    expect([stale.map(({name}) => name), images.map(({id}) => id)]).toEqual([
      ['dead'],
      ['sha256:dead'],
    ]);
  });
});
