import {randomInt} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import Docker from 'dockerode';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {CodePart, TreeRequest} from '../../src/core/code-tree.js';
import {openCommandShell, type CommandShell} from '../support/command-shell.js';
import {inTempFolder} from '../support/in-temp-folder.js';
import {openWorkshop, type Workshop} from '../support/image-workshop.js';
import {makeZip} from '../support/make-zip.js';
import {
  makeFolder,
  randomLayers,
  randomNumbers,
  zipEntries,
  type RandomLayer,
} from '../support/random-layers.js';
import {treeOf, type Tree} from '../support/tree-of.js';
import {unzipInOrder, type ZippedLayer} from '../support/unzip-in-order.js';

const CASES = 500;
/** Of the cases that are made up, `unzip` gives up on some. */
const MOST_TRIES = 1_000;
const BATCH = 250;
/** How many cases are unpacked at the same time, each by a shell of its own. */
const LANES = 3;
/** What a tar ends with. */
const TAR_END = 1024;

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

async function caseOf(
  layers: readonly RandomLayer[],
  folder: string,
  shell: CommandShell,
): Promise<Case | null> {
  await mkdir(folder);
  const zipped: ZippedLayer[] = [];
  const parts: CodePart[] = [];
  for (const [index, layer] of layers.entries()) {
    const path = join(folder, `${index}`);
    const file = `${path}.zip`;
    const entries = zipEntries(layer);
    await writeFile(file, makeZip(entries));
    if (layer.kind === 'directory') await makeFolder(layer, path);
    zipped.push({file, paths: entries.map((entry) => entry.path)});
    const source: TreeRequest = {
      what: 'layer',
      kind: layer.kind,
      path: layer.kind === 'archive' ? file : path,
      ignore: [],
      family: null,
    };
    parts.push(...(await shop.tools.readTree(source)).parts);
  }
  const expected = await unzipInOrder(zipped, join(folder, 'opt'), shell);
  const told = layers.map(({entries}) =>
    entries.map((e) => `${e.kind} ${e.path}${e.kind === 'link' ? ` -> ${e.target}` : ''}`),
  );
  return expected === null ? null : {expected, parts, layers: told};
}

/** Makes cases of these layers, in their order; those on which `unzip` gives up are left out. */
async function casesOf(
  all: readonly (readonly RandomLayer[])[],
  folder: string,
): Promise<readonly Case[]> {
  const made: (Case | null)[] = [];
  const lane = async (start: number): Promise<void> => {
    await using shell = openCommandShell();
    for (let index = start; index < all.length; index += LANES) {
      made[index] = await caseOf(all[index] ?? [], join(folder, `${index}`), shell);
    }
  };
  await Promise.all(Array.from({length: LANES}, (_, start) => lane(start)));
  return made.filter((one) => one !== null);
}

/** One tar with what some cases have as their layer of this number, each in its case's folder. */
async function tarOf(cases: readonly Case[], index: number): Promise<Readable> {
  const tars: Buffer[] = [];
  for (const [number, {parts}] of cases.entries()) {
    const part = parts[index];
    if (part === undefined) continue;
    const target = `opt/${number}`;
    const below = parts.slice(0, index);
    const tar = await shop.tools.packPart({part, target, below, onBytes: () => undefined});
    const bytes = Buffer.concat(await Readable.from(tar).toArray());
    expect(bytes.subarray(-TAR_END).every((byte) => byte === 0)).toBe(true);
    tars.push(bytes.subarray(0, -TAR_END));
  }
  return Readable.from([...tars, Buffer.alloc(TAR_END)]);
}

/** Sends every case into a folder of its own in one container, layer by layer, and gets all of them back. */
async function inDocker(cases: readonly Case[]): Promise<readonly Tree[]> {
  const docker = new Docker();
  const container = await docker.createContainer({Image: shop.base});
  try {
    const most = Math.max(...cases.map(({parts}) => parts.length));
    for (let index = 0; index < most; index += 1) {
      await shop.engine.putArchive(container.id, await tarOf(cases, index), '/');
    }
    const tar = (await container.getArchive({path: '/opt'})) as unknown as Readable;
    const whole = await treeOf(tar, 'opt');
    return cases.map((_, number) => below(whole, `${number}/`));
  } finally {
    await container.remove();
  }
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
        const made = Array.from({length: BATCH}, () => randomLayers(next));
        tries += made.length;
        const cases = await casesOf(made, folder);
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
