// (a) A cold invoke of unchanged code against a shell script, and where the time goes.
import {createServer} from 'node:net';
import {join} from 'node:path';
import {root} from '../../scripts/prepare.mjs';
import {interleave} from '../interleave.mjs';
import {HANDLERS, MEMORY_MB, NODE, PYTHON} from '../sample-project.mjs';
import {comparison, median} from '../statistics.mjs';
import {figure, tableText} from '../table.mjs';
import {timed} from '../timed-process.mjs';

const BOUND = 1.0;
const EVENT = '{"name":"Ada"}';
const SCRIPT = join(root, 'bench/plain-script.sh');

export const title = 'cold invoke of unchanged code against a shell script';

export async function run(bench) {
  const runtimes = [
    ['Node', NODE],
    ['Python', PYTHON],
  ];
  const lines = [];
  const notes = [];
  for (const [language, name] of runtimes) {
    const found = await compare(bench, {
      label: `a, ${language}`,
      name,
      handler: HANDLERS[name],
      event: EVENT,
      memoryMb: MEMORY_MB,
      check: (stdout) => checkAnswer(stdout, language),
    });
    const [ours, script] = [found.lambdock, found.script];
    lines.push(
      comparison({
        row: 'a',
        what: `cold invoke, ${language}`,
        unit: 'ms',
        ours: ours.map(({ms}) => ms),
        against: 'docker run + curl + rm',
        theirs: script.map(({ms}) => ms),
        bound: BOUND,
      }),
    );
    notes.push(phaseNote(language, ours, script), timingNote(language, found.json));
  }
  return {lines, notes};
}

/**
 * Rounds of lambdock, of lambdock with its timings and of the script, in turn. A subject is a function with its
 * handler, event, memory and what checks its answer; `flags` are those of `docker run` that it needs besides.
 */
export async function compare({sample, engine, runs, say}, subject) {
  const {name, handler, event, memoryMb, label, check, flags = []} = subject;
  const {image} = (await sample.build(name)).plan;
  const port = await freePort();
  const script = [image, handler, String(port), event, ...runFlags(name, memoryMb), ...flags];
  const invoke = (...more) => sample.lambdock(['invoke', name, '-d', event, ...more]);
  const variants = {
    lambdock: () => invoke(),
    script: () => timed(SCRIPT, script, {env: sample.env}),
    json: () => invoke('--json', '-q'),
  };
  const observed = Object.fromEntries(
    Object.entries(variants).map(([variant, start]) => [
      variant,
      async () => {
        const done = await start();
        check(done.stdout);
        return {...done, life: await engine.life(image, done.startedAt)};
      },
    ]),
  );
  return interleave(observed, {runs, label, say});
}

/** Memory and environment as lambdock sets them. */
export function runFlags(name, memoryMb) {
  const variables = {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryMb,
    AWS_LAMBDA_FUNCTION_TIMEOUT: 5,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]bench',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    TZ: ':UTC',
  };
  const memory = [`--memory=${memoryMb}m`, `--memory-swap=${memoryMb}m`];
  return [
    ...memory,
    ...Object.entries(variables).flatMap(([key, value]) => ['-e', `${key}=${value}`]),
  ];
}

function checkAnswer(stdout, language) {
  const answer = JSON.parse(stdout);
  const {message} = answer.payload ?? answer;
  if (!message?.startsWith(`Hello Ada, from ${language}`)) {
    throw new Error(`not the answer of the function: ${stdout.slice(0, 500)}`);
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** From outside, by the engine's events: the same for both. */
const PHASES = [
  ['start-up, resolve, create', ({startedAt, life}) => life.create - startedAt],
  ['start', ({life}) => life.start - life.create],
  ['ready, init, invoke', ({life}) => life.kill - life.start],
  ['end of the process', ({endedAt, life}) => endedAt - life.kill],
  ['sum', ({ms}) => ms],
  ['container gone, from the beginning', ({startedAt, life}) => life.destroy - startedAt],
];

function phaseNote(language, ours, script) {
  const rows = PHASES.map(([phase, of]) => {
    const [a, b] = [median(ours.map(of)), median(script.map(of))];
    return [phase, figure(a, 'ms'), figure(b, 'ms'), figure(a - b, 'ms')];
  });
  return {
    title: `Where time goes, ${language}, by the engine's events (medians)`,
    text: tableText(['phase', ' lambdock', ' script', ' difference'], rows),
    data: rows,
  };
}

/** From inside: the envelope's timings; what they leave of the wall time is start-up and exit. */
function timingNote(language, runs) {
  const all = runs.map(({stdout, ms}) => {
    const {timings, initDurationMs, durationMs} = JSON.parse(stdout);
    const {resolveMs, buildMs, startMs, readyMs, invokeMs, stopMs} = timings;
    const measured = resolveMs + buildMs + startMs + readyMs + invokeMs + stopMs;
    return {
      'start-up and exit': ms - measured,
      resolve: resolveMs,
      build: buildMs,
      'create and start': startMs,
      ready: readyMs,
      invoke: invokeMs,
      '  of it init': initDurationMs ?? 0,
      '  of it the function': durationMs,
      stop: stopMs,
      wall: ms,
    };
  });
  const rows = Object.keys(all[0]).map((phase) => [
    phase,
    figure(median(all.map((timings) => timings[phase])), 'ms'),
  ]);
  return {
    title: `Where time goes, ${language}, by \`lambdock invoke --json\` (medians)`,
    text: tableText(['phase', ' time'], rows),
    data: rows,
  };
}
