// (e) Peak resident memory of the command line while it streams a lot.
import {join} from 'node:path';
import {interleave} from '../interleave.mjs';
import {FLOOD, write} from '../sample-project.mjs';
import {comparison} from '../statistics.mjs';
import {figure} from '../table.mjs';
import {median} from '../statistics.mjs';

const LIMIT_MB = 150;
const RUNS = 3;
const FIVE_MB = 5 * 2 ** 20;

export const title = 'memory while streaming';

export async function run({sample, quick, runs, say}) {
  const megabytes = quick ? 10 : 100;
  const event = join(sample.folder, 'flood.json');
  const shell = JSON.stringify({do: 'flood', megabytes, filler: ''}).length;
  write(event, JSON.stringify({do: 'flood', megabytes, filler: 'e'.repeat(FIVE_MB - shell)}));
  await sample.build(FLOOD);
  const flood = async () => {
    const done = await sample.lambdock(['invoke', FLOOD, '-e', event], {peak: true});
    if (done.stdoutBytes < FIVE_MB || done.stderrBytes < megabytes * 2 ** 20) {
      throw new Error(`not everything came: ${done.stdoutBytes} and ${done.stderrBytes} bytes`);
    }
    return done;
  };
  const found = await interleave({flood}, {runs: Math.min(runs, RUNS), label: 'e', say});
  const peaks = found.flood.map(({peakMb}) => peakMb);
  if (peaks.includes(null)) {
    return {lines: [], notes: [], absent: 'peak memory is read from /proc, which is not here'};
  }
  const line = comparison({
    row: 'e',
    what: `peak memory: 5 MB event, 5 MB answer, ${megabytes} MB of logs`,
    unit: 'MB',
    ours: peaks,
    against: 'limit',
    theirs: [LIMIT_MB],
    bound: 1,
    judged: Math.max(...peaks) / LIMIT_MB,
  });
  const wall = median(found.flood.map(({ms}) => ms));
  const rate = (megabytes * 1000) / wall;
  const text = `The whole run takes ${figure(wall, 'ms')}: ${rate.toFixed(0)} MB of logs a second.`;
  return {lines: [line], notes: [{title: 'Streaming', text, data: {wallMs: wall}}]};
}
