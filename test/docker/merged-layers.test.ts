import {spawnSync} from 'node:child_process';
import {randomInt} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import Docker from 'dockerode';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {CodePart, TreeRequest} from '../../src/core/code-tree.js';
import {inTempFolder} from '../support/in-temp-folder.js';
import {openWorkshop, type Workshop} from '../support/image-workshop.js';
import {
  makeFolder,
  randomLayers,
  randomNumbers,
  zipOf,
  type RandomLayer,
} from '../support/random-layers.js';
import {treeOf, type Tree} from '../support/tree-of.js';
import {unzipInOrder, type ZippedLayer} from '../support/unzip-in-order.js';

const CASES = 500;
/** Of the cases that are made up, `unzip` gives up on some. */
const MOST_TRIES = 1_000;
const BATCH = 50;

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
});

/** A made-up function's layers on disk. */
interface Case {
  readonly expected: Tree;
  /** To be read when it fails. */
  readonly layers: readonly (readonly string[])[];
  readonly parts: readonly CodePart[];
}

async function caseOf(layers: readonly RandomLayer[], folder: string): Promise<Case | null> {
  const zipped: ZippedLayer[] = [];
  const parts: CodePart[] = [];
  for (const [index, layer] of layers.entries()) {
    const path = join(folder, `${index}`);
    const file = `${path}.zip`;
    await writeFile(file, zipOf(layer));
    if (layer.kind === 'directory') await makeFolder(layer, path);
    zipped.push({file, paths: pathsOf(file)});
    const source: TreeRequest = {
      what: 'layer',
      kind: layer.kind,
      path: layer.kind === 'archive' ? file : path,
      ignore: [],
      family: null,
    };
    parts.push(...(await shop.tools.readTree(source)).parts);
  }
  const expected = unzipInOrder(zipped, join(folder, 'opt'));
  const told = layers.map(({entries}) =>
    entries.map((e) => `${e.kind} ${e.path}${e.kind === 'link' ? ` -> ${e.target}` : ''}`),
  );
  return expected === null ? null : {expected, parts, layers: told};
}

const pathsOf = (file: string): string[] =>
  spawnSync('unzip', ['-Z1', file], {encoding: 'utf8'})
    .stdout.split('\n')
    .filter((path) => path !== '');

/** Sends every case into a folder of its own in one container, and gets all of them back. */
async function inDocker(cases: readonly Case[]): Promise<readonly Tree[]> {
  const docker = new Docker();
  const container = await docker.createContainer({Image: shop.base});
  try {
    for (const [number, {parts}] of cases.entries()) {
      for (const [index, part] of parts.entries()) {
        const tar = await shop.tools.packPart({
          part,
          target: `opt/${number}`,
          below: parts.slice(0, index),
          onBytes: () => undefined,
        });
        await shop.engine.putArchive(container.id, tar, '/');
      }
    }
    const whole = await treeOf((await container.export()) as unknown as Readable, 'opt');
    return cases.map((_, number) => below(whole, `${number}/`));
  } finally {
    await container.remove();
  }
}

async function newFolder(parent: string, number: number): Promise<string> {
  const path = join(parent, `${number}`);
  await mkdir(path);
  return path;
}

const below = (tree: Tree, folder: string): Tree =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([path, what]) =>
      path.startsWith(folder) ? [[path.slice(folder.length), what]] : [],
    ),
  );

describe('layers in /opt', () => {
  it(`are what unzip makes of them, in order: ${CASES} made-up functions`, async () => {
    const seed = Number(process.env['LAMBDOCK_TEST_SEED'] ?? randomInt(2 ** 31));
    process.stderr.write(`seed of the made-up layers: ${seed} (LAMBDOCK_TEST_SEED)\n`);
    const next = randomNumbers(seed);
    let compared = 0;
    for (let tries = 0; compared < CASES && tries < MOST_TRIES;) {
      await inTempFolder({}, async (folder) => {
        const cases: Case[] = [];
        while (cases.length < BATCH && tries < MOST_TRIES) {
          tries += 1;
          const made = await caseOf(randomLayers(next), await newFolder(folder, tries));
          if (made !== null) cases.push(made);
        }
        const found = await inDocker(cases);
        for (const [number, {expected, layers}] of cases.entries()) {
          const told = {seed, number: compared + number, layers};
          expect({...told, tree: found[number]}).toEqual({...told, tree: expected});
        }
        compared += cases.length;
      });
    }
    expect(compared).toBeGreaterThanOrEqual(CASES);
  }, 600_000);
});
