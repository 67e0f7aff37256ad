// (w) Events one after another through the library's open(), against the least loop that posts to an emulator.
import {bareLoop} from '../bare-rie.mjs';
import {interleave} from '../interleave.mjs';
import {loopProcess} from '../loop-process.mjs';
import {EVENT, LOGGING, makeSilentFunctions, SILENT} from '../silent-functions.mjs';
import {comparison, median} from '../statistics.mjs';

/** As time: 1.7 times as many events. */
const TIME_BOUND = 0.588;
const P50_BOUND = 0.6;
const RIE_EXTRA_MS = 0.6;
const BARE = 'bare loop to the emulator';

export const title = 'warm events, one after another, in one process';

export async function run(bench) {
  const functions = await makeSilentFunctions(bench.sample, [...SILENT, ...LOGGING]);
  const found = [];
  for (const one of functions) found.push({...one, rounds: await rounds(bench, one)});
  return {
    lines: found.flatMap(({name, what, rounds: of}) => linesOf(what, of, SILENT.includes(name))),
    notes: [{title: 'Warm events', text: found.map(noteOf).join('\n'), data: found}],
  };
}

async function rounds({sample, quick, runs, say}, {name, what, handler, image}) {
  const events = quick ? 200 : 2_000;
  const loops = {};
  const library = (driver) =>
    loopProcess(
      'library',
      {cwd: sample.folder, name, driver, clients: 1, event: EVENT},
      {env: sample.env},
    );
  try {
    loops.bare = await bareLoop(image, handler, {event: EVENT, env: sample.env});
    loops.hosted = await library('runtime-api');
    loops.rie = await library('rie');
    const variants = Object.fromEntries(
      Object.entries(loops).map(([loop, {round}]) => [loop, () => round(events)]),
    );
    return await interleave(variants, {runs, label: `w, ${what}`, say});
  } finally {
    for (const loop of Object.values(loops)) await loop.close();
  }
}

/** The bounds hold for functions that write nothing; the others are for comparison. */
function linesOf(what, {bare, hosted, rie}, isBound) {
  const p50 = (list) => list.map((round) => round.p50);
  const perEvent = (list) => list.map(({ms, events}) => ms / events);
  const extra = median(p50(rie)) - median(p50(bare));
  const line = (rest) => comparison({row: 'w', unit: 'ms', against: BARE, ...rest});
  return [
    line({
      what: `runtime-api, ${what}: p50`,
      ours: p50(hosted),
      theirs: p50(bare),
      bound: isBound ? P50_BOUND : null,
    }),
    line({
      what: `runtime-api, ${what}: time per event`,
      ours: perEvent(hosted),
      theirs: perEvent(bare),
      bound: isBound ? TIME_BOUND : null,
    }),
    line({
      what: `rie, ${what}: p50 over the loop's, of ${RIE_EXTRA_MS} ms`,
      ours: p50(rie),
      theirs: p50(bare),
      bound: isBound ? 1 : null,
      judged: extra / RIE_EXTRA_MS,
    }),
  ];
}

function noteOf({what, rounds: {bare, hosted, rie}}) {
  const of = (list, key) => median(list.map((round) => round[key]));
  const rate = (list) => `${of(list, 'perSecond').toFixed(0)}/s`;
  const times = of(hosted, 'perSecond') / of(bare, 'perSecond');
  const extra = of(rie, 'p50') - of(bare, 'p50');
  return `${what}: bare ${rate(bare)}; runtime-api ${rate(hosted)}, ${times.toFixed(2)} times; rie ${rate(rie)}, p50 ${extra.toFixed(2)} ms more.`;
}
