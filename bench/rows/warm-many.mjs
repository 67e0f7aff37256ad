// (m) Many warm events: two environments at once against two bare emulators, and what 100,000 leave in memory.
import {bareLoop} from '../bare-rie.mjs';
import {interleave} from '../interleave.mjs';
import {loopProcess} from '../loop-process.mjs';
import {EVENT, makeSilentFunctions, SILENT} from '../silent-functions.mjs';
import {comparison, median} from '../statistics.mjs';

/** As time: 1.5 times as many events. */
const PAIR_BOUND = 0.667;
/** Flat is what grows by less than a twentieth; the resident size is the allocator's, and coarser. */
const HEAP_BOUND = 1.05;
const RESIDENT_BOUND = 1.1;
const PAIR = 2;
const DRIVERS = ['runtime-api', 'rie'];
const LAPS = 10;

export const title = 'warm events, two at once, and 100,000 of them';

export async function run(bench) {
  const functions = await makeSilentFunctions(bench.sample, SILENT);
  const lines = [];
  for (const one of functions) lines.push(await pairs(bench, one));
  const notes = [];
  for (const driver of DRIVERS) {
    const {lines: flat, note} = await flatness(bench, {...functions[0], driver});
    lines.push(...flat);
    notes.push(note);
  }
  return {lines, notes};
}

const library = ({sample}, {name, driver, clients}) =>
  loopProcess(
    'library',
    {cwd: sample.folder, name, driver, clients, event: EVENT},
    {env: sample.env},
  );

async function pairs(bench, {name, what, handler, image}) {
  const {sample, quick, runs, say} = bench;
  const events = quick ? 400 : 4_000;
  const loops = {};
  try {
    loops.bare = await bareLoop(image, handler, {count: PAIR, event: EVENT, env: sample.env});
    loops.hosted = await library(bench, {name, driver: 'runtime-api', clients: PAIR});
    const {bare, hosted} = await interleave(
      {bare: () => loops.bare.round(events), hosted: () => loops.hosted.round(events)},
      {runs, label: `m, ${what}`, say},
    );
    const perEvent = (list) => list.map((round) => round.ms / round.events);
    return comparison({
      row: 'm',
      what: `runtime-api, two environments, ${what}: time per event`,
      unit: 'ms',
      ours: perEvent(hosted),
      against: 'two bare emulators',
      theirs: perEvent(bare),
      bound: PAIR_BOUND,
    });
  } finally {
    for (const loop of Object.values(loops)) await loop.close();
  }
}

/** The memory of a process after a tenth of a lap, when it still warms up, and after each lap. */
async function flatness(bench, {name, what, driver}) {
  const {quick, say} = bench;
  const lap = quick ? 200 : 10_000;
  const loop = await library(bench, {name, driver, clients: 1});
  let early = null;
  const laps = [];
  try {
    early = await loop.round(lap / 10);
    laps.push(await loop.round(lap - lap / 10));
    for (let done = 2; done <= LAPS; done += 1) {
      laps.push(await loop.round(lap));
      say(`  m, memory, ${driver}: ${done * lap} events`);
    }
  } finally {
    await loop.close();
  }
  const of = (key) => laps.map((round) => round[key]);
  const line = (key, text, bound) =>
    comparison({
      row: 'm',
      what: `${driver}, ${what}: ${text} after ${LAPS * lap} events`,
      unit: 'MB',
      ours: of(key).slice(-3),
      against: `after the first ${3 * lap}`,
      theirs: of(key).slice(0, 3),
      bound: quick ? null : bound,
    });
  const shown = (key) => [early, ...laps].map((round) => round[key].toFixed(1)).join(', ');
  const rate = median(of('perSecond')).toFixed(0);
  const text = `After ${lap / 10} events, and after every ${lap}: heap ${shown('heapMb')} MB; resident ${shown('rssMb')} MB; ${rate} events a second.`;
  return {
    lines: [line('heapMb', 'heap', HEAP_BOUND), line('rssMb', 'resident memory', RESIDENT_BOUND)],
    note: {title: `Memory, ${driver}`, text, data: [early, ...laps]},
  };
}
