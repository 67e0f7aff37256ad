// (v) Events through `lambdock serve`, against posting to the emulator directly, and against a pass-through by hand.
import {availableParallelism} from 'node:os';
import {bareLoop, httpLoop, startBareRie} from '../bare-rie.mjs';
import {interleave} from '../interleave.mjs';
import {findSam, openSamProject, SAM_ABSENT, startSamLambda} from '../sam.mjs';
import {startPassThrough, startPlainMany, startServe} from '../served-functions.mjs';
import {EVENT, makeSilentFunctions, SILENT} from '../silent-functions.mjs';
import {NODE} from '../sample-project.mjs';
import {comparison, median} from '../statistics.mjs';

const P50_BOUND = 1;
const P99_BOUND = 1.5;
const THROUGHPUT_BOUND = 1;
const OVERHEAD_BOUND = 1.5;
const READY_BOUND = 1.3;
const GROWTH_BOUND = 1.1;
const CORES = availableParallelism();
const MANY = 3 * CORES;

export const title = 'the Invoke API of lambdock serve';

export async function run(bench) {
  const [one] = await makeSilentFunctions(bench.sample, SILENT.slice(0, 1));
  const {sample, installSam, say} = bench;
  const sam = findSam({env: sample.env, install: installSam, say});
  const lines = [
    ...(await latency(bench, one)),
    ...(sam === null ? [] : await againstSam(bench, one, sam)),
    await throughput(bench, one),
    await memory(bench, one),
    ...(await ready(bench)),
  ];
  return {lines, notes: [], ...(sam === null && {absent: SAM_ABSENT})};
}

const of = (rounds, key) => rounds.map((round) => round[key]);
const line = (rest) => comparison({row: 'v', ...rest});

/** One client, one environment: what the way through serve takes. */
async function latency({sample, quick, runs, say}, {name, what, handler, image}) {
  const {env} = sample;
  const events = quick ? 200 : 2_000;
  const opened = [];
  const open = async (thing) => {
    opened.push(thing);
    return thing;
  };
  const served = async (driver) => {
    const server = await startServe(
      sample,
      [name],
      ['-q', '--driver', driver, '--concurrency', '1'],
    );
    await open(server);
    const loop = await httpLoop({urls: [server.invokeUrl(name)], event: EVENT, env});
    return open({round: loop.round, stop: loop.close});
  };
  try {
    const bare = await open(await bareLoop(image, handler, {event: EVENT, env}));
    const behind = await open(startBareRie(image, handler));
    const front = await open(await startPassThrough(behind.url));
    const loop = await httpLoop({urls: [front.url], event: EVENT, env});
    const passThrough = await open({round: loop.round, stop: loop.close});
    const hosted = await served('runtime-api');
    const rie = await served('rie');
    const loops = {bare, passThrough, hosted, rie};
    const variants = Object.fromEntries(
      Object.entries(loops).map(([loopName, {round}]) => [loopName, () => round(events)]),
    );
    const found = await interleave(variants, {runs, label: `v, ${what}`, say});
    return latencyLines(what, found);
  } finally {
    for (const thing of opened.toReversed()) await (thing.stop ?? thing.close)();
  }
}

function latencyLines(what, {bare, passThrough, hosted, rie}) {
  const against = 'direct post to the emulator';
  const extra = (rounds) => median(of(rounds, 'p50')) - median(of(bare, 'p50'));
  return [
    line({
      what: `serve with runtime-api, ${what}: p50`,
      unit: 'ms',
      ours: of(hosted, 'p50'),
      against,
      theirs: of(bare, 'p50'),
      bound: P50_BOUND,
    }),
    line({
      what: `serve with runtime-api, ${what}: p99`,
      unit: 'ms',
      ours: of(hosted, 'p99'),
      against,
      theirs: of(bare, 'p99'),
      bound: P99_BOUND,
    }),
    line({
      what: `serve with rie, ${what}: p50; judged by what each adds to a direct post`,
      unit: 'ms',
      ours: of(rie, 'p50'),
      against: 'a pass-through of 20 lines',
      theirs: of(passThrough, 'p50'),
      bound: OVERHEAD_BOUND,
      judged: extra(rie) / extra(passThrough),
    }),
  ];
}

/** One client of SAM's server, which keeps one container and takes one event at a time. */
async function againstSam({sample, quick, runs, say}, {name, what}, sam) {
  const {env} = sample;
  const events = {ours: quick ? 200 : 2_000, sam: quick ? 20 : 100};
  const {plan} = await sample.build(name);
  const project = openSamProject({sample, code: name, base: plan.steps[0].target});
  const opened = [];
  try {
    const server = await startServe(
      sample,
      [name],
      ['-q', '--driver', 'rie', '--concurrency', '1'],
    );
    opened.push(server.stop);
    const ours = await httpLoop({urls: [server.invokeUrl(name)], event: EVENT, env});
    opened.push(ours.close);
    const lambda = await startSamLambda(sam, project);
    opened.push(lambda.stop);
    const theirs = await httpLoop({urls: [lambda.url], event: EVENT, env});
    opened.push(theirs.close);
    const variants = {ours: () => ours.round(events.ours), sam: () => theirs.round(events.sam)};
    const found = await interleave(variants, {runs, label: 'v, SAM', say});
    const shared = {unit: 'ms', against: `sam local start-lambda ${sam.version}`};
    const perEvent = (rounds) => rounds.map(({ms, events: count}) => ms / count);
    return [
      line({
        ...shared,
        what: `serve with rie, ${what}: p50`,
        ours: of(found.ours, 'p50'),
        theirs: of(found.sam, 'p50'),
      }),
      line({
        ...shared,
        what: `serve with rie, ${what}, 1 client: time per event`,
        ours: perEvent(found.ours),
        theirs: perEvent(found.sam),
      }),
    ];
  } finally {
    for (const end of opened.toReversed()) await end();
    project.close();
  }
}

/** Four clients of two environments, against one client for each of two emulators. */
async function throughput({sample, quick, runs, say}, {name, what, handler, image}) {
  const events = quick ? 400 : 4_000;
  const {env} = sample;
  const flags = ['-q', '--driver', 'runtime-api', '--concurrency', '2', '--warm', '2'];
  const server = await startServe(sample, [name], flags);
  const bare = await bareLoop(image, handler, {count: 2, event: EVENT, env});
  const url = server.invokeUrl(name);
  const loop = await httpLoop({urls: [url], clients: 4, event: EVENT, env});
  try {
    const variants = {bare: () => bare.round(events), served: () => loop.round(events)};
    const found = await interleave(variants, {runs, label: `v, throughput, ${what}`, say});
    const perEvent = (rounds) => rounds.map(({ms}) => ms / events);
    return line({
      what: `serve with runtime-api, ${what}, 2 environments and 4 clients: time per event`,
      unit: 'ms',
      ours: perEvent(found.served),
      against: 'two emulators, a client each',
      theirs: perEvent(found.bare),
      bound: THROUGHPUT_BOUND,
    });
  } finally {
    await loop.close();
    await bare.close();
    await server.stop();
  }
}

/** From the start of the process to a first environment of each function. */
async function ready({sample, engine, runs, say}) {
  const names = Array.from({length: MANY}, (_, n) => `bench-many-${n}`);
  sample.declare(
    Object.fromEntries(names.map((name) => [name, {handler: 'index.handler', code: './node'}])),
  );
  const images = [];
  for (const name of names) images.push((await sample.build(name)).plan.image);
  await sample.build(NODE);
  const until = (served) => async () => {
    const server = await startServe(sample, served, ['-q', '--driver', 'runtime-api']);
    await server.stop();
    return server.readyMs;
  };
  const variants = {
    cold: async () => (await sample.invoke(NODE, '--driver', 'runtime-api')).ms,
    one: until([NODE]),
    perCore: until(names.slice(0, CORES)),
    many: until(names),
    plain: async () => {
      const {env} = sample;
      const started = await startPlainMany(engine.socketPath, images, {event: EVENT, env});
      await started.stop();
      return started.readyMs;
    },
  };
  const found = await interleave(variants, {runs, label: 'v, ready', say});
  const readyLine = (count, ours, bound = READY_BOUND) =>
    line({
      what: `serve is ready with ${count}`,
      unit: 'ms',
      ours,
      against: 'a cold invoke, the whole process',
      theirs: found.cold,
      bound,
    });
  const many = `${MANY} functions`;
  return [
    readyLine('1 function', found.one),
    // Warmed in parallel, as cores allow: a start of a container keeps one busy.
    readyLine(`${CORES} functions, one for each core`, found.perCore),
    // Of more, what so many containers take at the least on these cores is the measure.
    readyLine(many, found.many, null),
    line({
      what: `serve is ready with ${many}`,
      unit: 'ms',
      ours: found.many,
      against: 'as many plain containers, all at once',
      theirs: found.plain,
      bound: READY_BOUND,
    }),
  ];
}

/** The memory of the process after many events, against that after the first of them. */
async function memory({sample, quick, say}, {name}) {
  const events = quick ? 1_000 : 10_000;
  const flags = ['-q', '--driver', 'runtime-api', '--concurrency', '1'];
  const server = await startServe(sample, [name], flags);
  const urls = [server.invokeUrl(name)];
  const loop = await httpLoop({urls, clients: 2, event: EVENT, env: sample.env});
  try {
    const seen = [];
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await loop.round(events);
      seen.push(server.rssMb());
      if (tenth % 3 === 0) say(`  v, memory: ${(tenth + 1) * events} events`);
    }
    // What V8 takes before it collects for the first time is no growth.
    const [, , early, ...later] = seen;
    return line({
      what: `memory of serve over ${10 * events} requests`,
      unit: 'MB',
      ours: later.slice(-3),
      against: `after ${3 * events}`,
      theirs: [early],
      bound: GROWTH_BOUND,
    });
  } finally {
    await loop.close();
    await server.stop();
  }
}
