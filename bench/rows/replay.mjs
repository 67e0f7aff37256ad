// (r) Recorded events through two environments, against the least loop that posts to two emulators; and memory.
import {join} from 'node:path';
import {bareLoop} from '../bare-rie.mjs';
import {interleave} from '../interleave.mjs';
import {write} from '../sample-project.mjs';
import {firstEvents} from '../first-events.mjs';
import {CLOCKS, EVENT, makeSilentFunctions, SILENT} from '../silent-functions.mjs';
import {comparison, median} from '../statistics.mjs';

const ENVIRONMENTS = 2;
/** As time per event: 1.3 and 0.8 times the rate. */
const BOUNDS = {'runtime-api': 1 / 1.3, rie: 1 / 0.8};
const LIMIT_MB = 150;
const BARE = 'bare loop to two emulators';

export const title = 'a replay through two environments';

export async function run(bench) {
  const made = await makeSilentFunctions(bench.sample, [...SILENT, ...CLOCKS]);
  const functions = made.slice(0, SILENT.length);
  const lines = [];
  for (const one of functions) lines.push(...(await rates(bench, one)));
  for (const one of made.slice(SILENT.length)) lines.push(...(await firstEvents(bench, one)));
  const [first] = functions;
  lines.push(await memory(bench, first));
  return {lines, notes: []};
}

/** The start of the containers is part of a replay's time, and of the loop's none. */
async function rates({sample, quick, runs, say}, {name, what, handler, image}) {
  const events = quick ? 500 : 10_000;
  const bare = await bareLoop(image, handler, {
    count: ENVIRONMENTS,
    event: EVENT,
    env: sample.env,
  });
  const file = recording(sample, events);
  const replayed = (driver) => async () => {
    const {wallMs} = (await replay(sample, {name, file, driver})).summary;
    return {ms: wallMs, events};
  };
  try {
    const found = await interleave(
      {
        bare: () => bare.round(events),
        'runtime-api': replayed('runtime-api'),
        rie: replayed('rie'),
      },
      {runs, label: `r, ${what}`, say},
    );
    const perEvent = (list) => list.map((round) => round.ms / events);
    return Object.entries(BOUNDS).map(([driver, bound]) =>
      comparison({
        row: 'r',
        what: `${driver}, ${what}: time per event of ${events}`,
        unit: 'ms',
        ours: perEvent(found[driver]),
        against: BARE,
        theirs: perEvent(found.bare),
        bound,
      }),
    );
  } finally {
    await bare.close();
  }
}

/** A hundred times the events take the same memory. */
async function memory({sample, quick, say}, {name}) {
  const [few, many] = quick ? [100, 1_000] : [1_000, 100_000];
  const peaks = [];
  for (const events of [few, many]) {
    say(`r, memory of ${events} events`);
    const file = recording(sample, events);
    peaks.push((await replay(sample, {name, file, driver: 'runtime-api'})).peakMb);
  }
  return comparison({
    row: 'r',
    what: `peak memory: ${many} events, against ${few}; at most ${LIMIT_MB} MB`,
    unit: 'MB',
    ours: [peaks[1]],
    against: `${few} events`,
    theirs: [peaks[0]],
    bound: 1,
    judged: median([peaks[1]]) / LIMIT_MB,
  });
}

function recording(sample, events) {
  const file = join(sample.folder, `events-${events}.ndjson`);
  write(file, `${EVENT}\n`.repeat(events));
  return file;
}

async function replay(sample, {name, file, driver}) {
  const done = await sample.lambdock(
    ['replay', name, file, '--driver', driver, '--concurrency', `${ENVIRONMENTS}`, '--json', '-q'],
    {peak: true},
  );
  return {summary: JSON.parse(done.stdout), peakMb: done.peakMb};
}
