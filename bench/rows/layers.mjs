// (layers) What layers cost: nothing once they are in the image; little more than by hand before.
import {mkdirSync, rmSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../../scripts/prepare.mjs';
import {interleave} from '../interleave.mjs';
import {writeLayerZip} from '../layer-zip.mjs';
import {LARGE_LAYER, LAYERED, layerPaths, NODE} from '../sample-project.mjs';
import {comparison} from '../statistics.mjs';
import {timed} from '../timed-process.mjs';

const SIZES = {each: 30, large: 200};
const QUICK = {each: 3, large: 20};
const FILES_PER_MB = 10;
/** Sending 200 MB takes seconds and varies little. */
const FIRST_TIMES = 5;
const LIMIT_MB = 150;
const BY_HAND = join(root, 'bench/unzip-and-copy.sh');

export const title = 'layers: on unchanged ones, and the first time';

export async function run(bench) {
  const sizes = bench.quick ? QUICK : SIZES;
  const at = (path) => join(bench.sample.folder, path);
  const write = (path, megabytes, seed) =>
    writeLayerZip(at(path), {megabytes, files: megabytes * FILES_PER_MB, seed});
  bench.say(`  layers: writing .zip files of 5 times ${sizes.each} MB and of ${sizes.large} MB`);
  for (const [index, path] of layerPaths().entries()) write(path, sizes.each, `layer${index}`);
  write('layers/large.zip', sizes.large, 'large');
  const lines = [await invokes(bench, sizes), ...(await firstTime(bench, sizes))];
  return {lines, notes: []};
}

async function invokes({sample, engine, runs, say}, {each}) {
  const variant = async (name) => {
    const {image} = (await sample.build(name)).plan;
    return async () => {
      const done = await sample.invoke(name);
      await engine.life(image, done.startedAt);
      return done.ms;
    };
  };
  const variants = {layered: await variant(LAYERED), plain: await variant(NODE)};
  const found = await interleave(variants, {runs, label: 'layers, invokes', say});
  return comparison({
    row: 'layers',
    what: `cold invoke, five layers of ${each * 5} MB in all`,
    unit: 'ms',
    ours: found.layered,
    against: 'without layers',
    theirs: found.plain,
    bound: 1.05,
  });
}

async function firstTime({sample, runs, say}, {large}) {
  const zip = join(sample.folder, 'layers/large.zip');
  const base = (await sample.build(NODE)).plan.steps[0].target;
  const folder = join(sample.folder, 'by-hand');
  const variants = {
    lambdock: async () => {
      sample.removeBuilt(LARGE_LAYER);
      // A file with another time is another file: its digest is made anew.
      utimesSync(zip, new Date(), new Date());
      return sample.build(LARGE_LAYER, {peak: true});
    },
    byHand: async () => {
      rmSync(folder, {recursive: true, force: true});
      mkdirSync(folder);
      return timed(BY_HAND, [zip, base, folder], {env: sample.env});
    },
  };
  const times = {runs: Math.min(runs, FIRST_TIMES), label: 'layers, first time', say};
  const found = await interleave(variants, times);
  const peaks = found.lambdock.map(({peakMb}) => peakMb);
  const what = `first time, a layer of ${large} MB`;
  const ms = comparison({
    row: 'layers',
    what,
    unit: 'ms',
    ours: found.lambdock.map((done) => done.ms),
    against: 'unzip + docker cp',
    theirs: found.byHand.map((done) => done.ms),
    bound: 1.5,
  });
  if (peaks.includes(null)) return [ms];
  return [
    ms,
    comparison({
      row: 'layers',
      what: `peak memory: ${what}`,
      unit: 'MB',
      ours: peaks,
      against: 'limit',
      theirs: [LIMIT_MB],
      bound: 1,
      judged: Math.max(...peaks) / LIMIT_MB,
    }),
  ];
}
