// (k) From process to process: `invoke --keep-warm` against a cold invoke, and the cold invoke of each driver.
import {interleave} from '../interleave.mjs';
import {NODE} from '../sample-project.mjs';
import {comparison} from '../statistics.mjs';

const KEPT_BOUND = 0.35;
const COLD_BOUND = 1;

export const title = 'warm between processes, and cold by driver';

export async function run(bench) {
  await bench.sample.build(NODE);
  return {lines: [await keptWarm(bench), await coldByDriver(bench)], notes: []};
}

const invoke = (sample, ...flags) => sample.invoke(NODE, '--json', '-q', ...flags);

/** Start to end of the process, the second call against a cold one. */
async function keptWarm({sample, runs, say}) {
  await sample.invoke(NODE, '--keep-warm');
  const warm = () => invoke(sample);
  // Another environment is another key: nothing warm fits.
  const cold = () => invoke(sample, '--env', 'COLD=1');
  const found = await interleave({warm, cold}, {runs, label: 'k, --keep-warm', say});
  await sample.lambdock(['down']);
  check(found.warm, ({coldStart}) => !coldStart, 'not warm');
  check(found.cold, ({coldStart}) => coldStart, 'not cold');
  return comparison({
    row: 'k',
    what: 'second invoke after --keep-warm, the whole process',
    unit: 'ms',
    ours: found.warm.map(({ms}) => ms),
    against: 'cold invoke',
    theirs: found.cold.map(({ms}) => ms),
    bound: KEPT_BOUND,
  });
}

async function coldByDriver({sample, runs, say}) {
  const hosted = () => invoke(sample, '--driver', 'runtime-api');
  const rie = () => invoke(sample, '--driver', 'rie');
  const found = await interleave({hosted, rie}, {runs, label: 'k, cold by driver', say});
  check(found.hosted, ({driver}) => driver === 'runtime-api', 'not of runtime-api');
  check(found.rie, ({driver}) => driver === 'rie', 'not of rie');
  return comparison({
    row: 'k',
    what: 'cold invoke with runtime-api, the whole process',
    unit: 'ms',
    ours: found.hosted.map(({ms}) => ms),
    against: 'with rie',
    theirs: found.rie.map(({ms}) => ms),
    bound: COLD_BOUND,
  });
}

function check(found, isRight, what) {
  if (!found.every(({stdout}) => isRight(JSON.parse(stdout))))
    throw new Error(`an invoke is ${what}`);
}
