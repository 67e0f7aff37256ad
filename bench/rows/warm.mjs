// (w) What stays warm: `invoke --keep-warm` against a cold invoke, and the library's pool against a bare loop.
import {request, Agent} from 'node:http';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {root} from '../../scripts/prepare.mjs';
import {docker} from '../engine.mjs';
import {interleave} from '../interleave.mjs';
import {HANDLERS, NODE} from '../sample-project.mjs';
import {comparison, median} from '../statistics.mjs';

const KEPT_BOUND = 0.35;
const EVENT = '{"name":"Ada"}';

export const title = 'warm invocations: between processes, and in one';

export async function run(bench) {
  const {image} = (await bench.sample.build(NODE)).plan;
  const kept = await keptWarm(bench);
  const pool = await pooled(bench, image);
  return {lines: [kept, ...pool.lines], notes: pool.notes};
}

/** Start to end of the process, the second call against a cold one. */
async function keptWarm({sample, runs, say}) {
  await sample.invoke(NODE, '--keep-warm');
  const warm = () => sample.invoke(NODE, '--json', '-q');
  // Another environment is another key: nothing warm fits.
  const cold = () => sample.invoke(NODE, '--json', '-q', '--env', 'COLD=1');
  const found = await interleave({warm, cold}, {runs, label: 'w, --keep-warm', say});
  await sample.lambdock(['down']);
  for (const [name, coldStart] of [
    ['warm', false],
    ['cold', true],
  ])
    if (found[name].some(({stdout}) => JSON.parse(stdout).coldStart !== coldStart))
      throw new Error(`an invoke that should be ${name} is not`);
  return comparison({
    row: 'w',
    what: 'second invoke after --keep-warm, the whole process',
    unit: 'ms',
    ours: found.warm.map(({ms}) => ms),
    against: 'cold invoke',
    theirs: found.cold.map(({ms}) => ms),
    bound: KEPT_BOUND,
  });
}

/** Events one after another, and what they leave in memory. */
async function pooled({sample, quick, runs, say}, image) {
  const events = quick ? 200 : 2_000;
  const {createLambdock} = await import(pathToFileURL(join(root, 'dist/index.js')).href);
  const lambdock = await createLambdock({cwd: sample.folder, pull: 'never'});
  const bare = startBare(image);
  try {
    const target = lambdock.function(NODE);
    const loops = {
      ours: () => loop(events, () => target.invoke({name: 'Ada'})),
      bare: () => loop(events, () => post(bare.address)),
    };
    const found = await interleave(loops, {runs: Math.min(runs, 5), label: 'w, pool', say});
    const [ours, theirs] = [found.ours.map(({p50}) => p50), found.bare.map(({p50}) => p50)];
    const heaps = found.ours.map(({heapMb}) => heapMb);
    const line = comparison({
      row: 'w',
      what: `library, ${events} events one after another, p50 of each`,
      unit: 'ms',
      ours,
      against: 'bare keep-alive loop to the emulator',
      theirs,
    });
    const extra = median(ours) - median(theirs);
    const grown = heaps.at(-1) - heaps[0];
    const text = [
      `The library takes ${extra.toFixed(2)} ms more than the bare loop: it looks at the code before each event.`,
      `Heap after each round: ${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB; grown ${grown.toFixed(1)} MB over ${events * (heaps.length - 1)} events.`,
    ].join('\n');
    return {lines: [line], notes: [{title: 'Pool', text, data: {extra, heaps}}]};
  } finally {
    bare.stop();
    await lambdock.dispose();
  }
}

async function loop(count, send) {
  const times = [];
  for (let event = 0; event < count; event += 1) {
    const began = performance.now();
    await send();
    times.push(performance.now() - began);
  }
  globalThis.gc?.();
  return {p50: median(times), heapMb: process.memoryUsage().heapUsed / 1e6};
}

const agent = new Agent({keepAlive: true});

function startBare(image) {
  const rie = '/usr/local/bin/aws-lambda-rie';
  const variables = ['-e', 'AWS_LAMBDA_FUNCTION_NAME=bare', '-e', 'AWS_LAMBDA_FUNCTION_TIMEOUT=5'];
  const entry = ['--entrypoint', rie, image, '/lambda-entrypoint.sh', HANDLERS[NODE]];
  const id = docker('run', '-d', '--rm', '-p', '127.0.0.1::8080', ...variables, ...entry);
  const address = docker('port', id, '8080').split('\n')[0].split(':');
  return {
    address: {host: address[0], port: Number(address[1])},
    stop: () => docker('rm', '-f', id),
  };
}

function post({host, port}, left = 100) {
  return new Promise((resolve, reject) => {
    const path = '/2015-03-31/functions/function/invocations';
    const sent = request({host, port, path, method: 'POST', agent}, (answer) => {
      answer.resume().on('end', resolve);
    });
    sent.on('error', (error) => {
      // It does not listen yet.
      if (left === 0) reject(error);
      else setTimeout(() => post({host, port}, left - 1).then(resolve, reject), 20);
    });
    sent.end(EVENT);
  });
}
