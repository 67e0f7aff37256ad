// (c) The shortest command against Node's own start.
import {interleave} from '../interleave.mjs';
import {comparison} from '../statistics.mjs';
import {timed} from '../timed-process.mjs';

const BOUND = 1.4;
/** Cheap and short: more runs for the same quality. */
const TIMES = 3;

export const title = 'lambdock --version against node -e 0';

export async function run({sample, runs, say}) {
  const {env} = sample;
  const variants = {
    version: async () => (await sample.lambdock(['--version'])).ms,
    node: async () => (await timed(process.execPath, ['-e', '0'], {env})).ms,
    help: async () => (await sample.lambdock(['invoke', '--help'])).ms,
  };
  const {version, node, help} = await interleave(variants, {runs: runs * TIMES, label: 'c', say});
  const shared = {row: 'c', unit: 'ms', against: 'node -e 0', theirs: node};
  return {
    lines: [
      comparison({...shared, what: 'lambdock --version', ours: version, bound: BOUND}),
      comparison({...shared, what: 'lambdock invoke --help', ours: help}),
    ],
    notes: [],
  };
}
