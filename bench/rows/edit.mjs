// (d) One file edited in a function with large dependencies: what is sent, and how long it takes.
import {join} from 'node:path';
import {countingProxy} from '../counting-proxy.mjs';
import {interleave} from '../interleave.mjs';
import {BIG, editBigFunction, NODE, writeBigFunction} from '../sample-project.mjs';
import {comparison} from '../statistics.mjs';

const SIZE = {megabytes: 300, files: 3000};
const QUICK = {megabytes: 30, files: 300};
/** Sending everything takes seconds and varies little. */
const FIRST_BUILDS = 3;
/** "An edit of one source file re-sends only code": a thousandth leaves room for the requests. */
const BYTES_BOUND = 0.001;

export const title = 'one file edited in a function with large dependencies';

export async function run(bench) {
  const {sample, quick, runs, say} = bench;
  const size = quick ? QUICK : SIZE;
  const folder = join(sample.folder, 'big');
  say(`  d: writing ${size.files} files, ${size.megabytes} MB`);
  writeBigFunction(folder, size);
  let edition = 0;
  const first = async (options) => {
    sample.removeBuilt(BIG);
    return sample.build(BIG, options);
  };
  const edited = async (options) => {
    editBigFunction(folder, (edition += 1));
    return sample.build(BIG, options);
  };
  const what = `${size.megabytes} MB of dependencies`;
  const lines = [await bytes(bench, {what, first, edited})];

  const timesOfBuilds = await interleave(
    {first: async () => (await first()).ms, edited: async () => (await edited()).ms},
    {runs: Math.min(runs, FIRST_BUILDS), label: 'd, builds', say},
  );
  lines.push(
    comparison({
      row: 'd',
      what: `build after an edit, ${what}`,
      unit: 'ms',
      ours: timesOfBuilds.edited,
      against: 'first build',
      theirs: timesOfBuilds.first,
    }),
  );
  lines.push(...(await invokes(bench, what, edited)));
  return {lines, notes: []};
}

/** Through the proxy, once each: bytes do not vary, and the proxy costs time. */
async function bytes({sample, engine}, {what, first, edited}) {
  const proxy = await countingProxy(join(sample.folder, 'proxy.sock'), engine.socketPath);
  try {
    const options = {env: {DOCKER_HOST: proxy.url}};
    await first(options);
    const all = proxy.take().sent;
    await edited(options);
    const some = proxy.take().sent;
    return comparison({
      row: 'd',
      what: `bytes sent after an edit, ${what}`,
      unit: 'bytes',
      ours: [some],
      against: 'first build',
      theirs: [all],
      bound: BYTES_BOUND,
    });
  } finally {
    proxy.close();
  }
}

async function invokes({sample, engine, runs, say}, what, edited) {
  const {image: hello} = (await sample.build(NODE)).plan;
  const gone = async (done, image) => {
    await engine.life(image, done.startedAt);
    return done.ms;
  };
  const big = (await edited()).plan.image.replace(/:.*$/, ':');
  const variants = {
    unchanged: async () => gone(await sample.invoke(BIG), big),
    hello: async () => gone(await sample.invoke(NODE), hello),
    // The edit itself is made before the clock starts; `--pull never`, as for the builds.
    edited: async () => {
      await touch(sample);
      return gone(await sample.invoke(BIG, '--pull', 'never'), big);
    },
  };
  const found = await interleave(variants, {runs, label: 'd, invokes', say});
  const shared = {row: 'd', unit: 'ms', against: 'hello', theirs: found.hello};
  return [
    comparison({...shared, what: `cold invoke unchanged, ${what}`, ours: found.unchanged}),
    comparison({...shared, what: `invoke after an edit, ${what}`, ours: found.edited}),
  ];
}

let touched = 0;
async function touch({folder}) {
  editBigFunction(join(folder, 'big'), `'touched ${(touched += 1)}'`);
}
