import {describe, expect, it} from '@jest/globals';
import type {LocalLayer} from '../../../src/core/layer.js';
import type {LayerTools} from '../../../src/layers/layer-tools.js';
import {listLayers} from '../../../src/layers/list-layers.js';
import {localLayers} from '../../../src/layers/local-layers.js';
import {sampleSpec} from '../../support/samples.js';

const ARN = 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:7';
const unexpected = async (): Promise<never> => {
  throw new Error('not expected in this test');
};

const FILES: Readonly<Record<string, readonly string[]>> = {
  '/one': ['a', 'b/c'],
  '/two.zip': ['b/c', 'd'],
  '/three': ['a', 'd'],
};

/** Tools with these layers on disk and this one in the cache. */
const tools = (cached: Partial<LocalLayer> | null): LayerTools => ({
  store: {
    folder: '/cache',
    find: async ({text}) =>
      cached === null
        ? null
        : {
            arn: text,
            path: '/two.zip',
            sha256: 'f',
            size: 9,
            runtimes: cached.runtimes ?? [],
            architectures: cached.architectures ?? [],
            usedAt: 0,
          },
    lock: unexpected,
    unfinished: () => '',
    adopt: unexpected,
    keep: unexpected,
    makeRoom: unexpected,
    clear: unexpected,
  },
  version: unexpected,
  download: unexpected,
  retrying: unexpected,
  check: unexpected,
  files: async ({path}) => (FILES[path] ?? []).map((name) => ({path: name, bytes: 10})),
  sizeOf: async () => 15,
  copies: new Map(),
  offline: false,
  limit: 0,
});

const folder = (path: string): LocalLayer => ({kind: 'directory', path, ignore: []});
const layers = [folder('/one'), {kind: 'arn', arn: ARN} as const, folder('/three')];

describe('listLayers', () => {
  it('says what each layer replaces of those before it', async () => {
    const rows = await listLayers(tools({}), sampleSpec({layers}));
    expect(
      rows.map((row) => [row.order, row.cached, row.zipBytes, row.bytes, row.overridden]),
    ).toEqual([
      [1, null, null, 20, []],
      [2, true, 15, 20, ['b/c']],
      [3, null, null, 20, ['a', 'd']],
    ]);
  });

  it('does not say what is replaced above a layer that is not here', async () => {
    const rows = await listLayers(tools(null), sampleSpec({layers}));
    expect(rows.map((row) => [row.cached, row.path, row.overrides])).toEqual([
      [null, '/one', 0],
      [false, null, null],
      [null, '/three', null],
    ]);
  });
});

describe('localLayers', () => {
  it('warns of a layer that is made for other runtimes or architectures', async () => {
    const spec = sampleSpec({layers: [{kind: 'arn', arn: ARN}]});
    const made = {runtimes: ['python3.13'], architectures: ['arm64']};
    const [layer] = await localLayers(tools(made), spec);
    expect(layer?.warnings).toEqual([
      `The layer ${ARN} is made for python3.13; hello runs on nodejs22.x`,
      `The layer ${ARN} is made for arm64; hello runs on x86_64`,
    ]);
    const [fits] = await localLayers(tools({runtimes: ['python3.13', 'nodejs22.x']}), spec);
    expect(fits?.warnings).toEqual([]);
  });
});
