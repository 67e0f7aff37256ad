// How long until the first event of a recording is with the function, against that of a cold invoke.
import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {untilNoContainerOf} from './engine.mjs';
import {interleave} from './interleave.mjs';
import {write} from './sample-project.mjs';
import {comparison} from './statistics.mjs';

const BOUND = 1.1;
/** How long an engine takes to start a container differs more than what is compared. */
const RUNS_OF_ONE = 4;
const DRIVERS = ['runtime-api', 'rie'];
const EVENT = '{"name":"Ada"}';

/** From the start of the process to the function, whose answer says when the event came: a line for each driver. */
export async function firstEvents({sample, runs, say}, {name, what}) {
  const file = join(sample.folder, 'first-event.ndjson');
  const results = join(sample.folder, 'first-result.ndjson');
  write(file, `${EVENT}\n`);
  const replayed = async (driver) => {
    rmSync(results, {force: true});
    const {startedAt} = await sample.lambdock([
      'replay',
      name,
      file,
      '--driver',
      driver,
      '--results',
      results,
      '-q',
    ]);
    await untilNoContainerOf(name);
    const [line] = readFileSync(results, 'utf8').split('\n');
    return {ms: JSON.parse(line).payload.at - startedAt};
  };
  const invoked = async (driver) => {
    const {startedAt, stdout} = await sample.lambdock([
      'invoke',
      name,
      '-d',
      EVENT,
      '--driver',
      driver,
      '-q',
    ]);
    await untilNoContainerOf(name);
    return {ms: JSON.parse(stdout).at - startedAt};
  };
  const variants = DRIVERS.flatMap((driver) => [
    [`replay ${driver}`, () => replayed(driver)],
    [`invoke ${driver}`, () => invoked(driver)],
  ]);
  const found = await interleave(Object.fromEntries(variants), {
    runs: RUNS_OF_ONE * runs,
    label: `r, first event, ${what}`,
    say,
  });
  const times = (variant) => found[variant].map(({ms}) => ms);
  return DRIVERS.map((driver) =>
    comparison({
      row: 'r',
      what: `${driver}, ${what}: from start to the first event`,
      unit: 'ms',
      ours: times(`replay ${driver}`),
      against: 'cold invoke',
      theirs: times(`invoke ${driver}`),
      bound: BOUND,
    }),
  );
}
