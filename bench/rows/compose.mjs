// (compose) Events through the gateway of a compose project, against posting to the emulator directly and against serve.
import {bareLoop, httpLoop} from '../bare-rie.mjs';
import {startComposed} from '../composed.mjs';
import {interleave} from '../interleave.mjs';
import {startServe} from '../served-functions.mjs';
import {EVENT, makeSilentFunctions, SILENT} from '../silent-functions.mjs';
import {comparison} from '../statistics.mjs';

const REPLICAS = 2;
const CLIENTS = 4;

export const title = 'the gateway of a compose project';

export async function run(bench) {
  const {sample} = bench;
  const [one] = await makeSilentFunctions(sample, SILENT.slice(0, 1));
  const {name, what} = one;
  const opened = [];
  const open = (thing) => {
    opened.push(thing);
    return thing;
  };
  try {
    const project = open(await startComposed(sample, [name], REPLICAS));
    const flags = ['-q', '--driver', 'runtime-api', '--concurrency', '2', '--warm', '2'];
    const server = open(await startServe(sample, [name], flags));
    const urls = {gateway: project.invokeUrl(name), served: server.invokeUrl(name)};
    const lines = [];
    for (const load of [latency(what), throughput(what)])
      lines.push(...(await measured(bench, one, {urls, ...load})));
    return {lines, notes: []};
  } finally {
    for (const {stop} of opened.toReversed()) await stop();
  }
}

/** One client: what the way through the gateway takes. */
const latency = (what) => ({
  clients: 1,
  emulators: 1,
  events: {quick: 200, full: 2_000},
  what: `compose's gateway with runtime-api, ${what}: p50`,
  against: 'direct post to the emulator',
  figure: ({p50}) => p50,
});

/** Four clients of two containers, against one client for each of two emulators. */
const throughput = (what) => ({
  clients: CLIENTS,
  emulators: REPLICAS,
  events: {quick: 400, full: 4_000},
  what: `compose's gateway with runtime-api, ${what}, ${REPLICAS} replicas and ${CLIENTS} clients: time per event`,
  against: 'two emulators, a client each',
  figure: ({ms, events}) => ms / events,
});

async function measured({sample, quick, runs, say}, {handler, image}, load) {
  const {urls, clients, emulators, what, against, figure} = load;
  const {env} = sample;
  const events = quick ? load.events.quick : load.events.full;
  const loops = [];
  try {
    const variants = {};
    const starts = {
      bare: () => bareLoop(image, handler, {count: emulators, event: EVENT, env}),
      gateway: () => httpLoop({urls: [urls.gateway], clients, event: EVENT, env}),
      served: () => httpLoop({urls: [urls.served], clients, event: EVENT, env}),
    };
    for (const [key, start] of Object.entries(starts)) {
      const {round, close} = await start();
      loops.push(close);
      variants[key] = () => round(events);
    }
    const found = await interleave(variants, {runs, label: `compose, ${clients} clients`, say});
    const of = (key) => found[key].map(figure);
    const line = (other, theirs) =>
      comparison({
        row: 'compose',
        what,
        unit: 'ms',
        ours: of('gateway'),
        against: other,
        theirs,
      });
    return [line(against, of('bare')), line('the same through lambdock serve', of('served'))];
  } finally {
    for (const close of loops.toReversed()) await close();
  }
}
