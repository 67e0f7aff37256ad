// (f) A cold and a warm invoke of unchanged code of every runtime that runs here: cold against the same shell script,
// warm against curl and a container that somebody else has started.
import {cpSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {root} from '../../scripts/prepare.mjs';
import {testFunctions} from '../../scripts/test-functions.mjs';
import {docker, imageIsHere, removeContainersOf} from '../engine.mjs';
import {interleave} from '../interleave.mjs';
import {comparison} from '../statistics.mjs';
import {timed} from '../timed-process.mjs';
import {compare, freePort, runFlags} from './cold-invoke.mjs';

const BOUND = 1.0;

export const title = 'cold and warm invoke of every runtime';

/** Of the examples: what a function is asked, and what it answers. */
const ORDER = [{items: [{cents: 1250, count: 2}]}, {net: 2500, tax: 0, total: 2500}];
const SALES = [{csv: 'shop,amount\nnorth,10\n'}, {north: '10'}];
const INVOICE = [
  {customer: 'Ada', issued: '2030-01-31', lines: [{text: 'Work', cents: 4205}]},
  {customer: 'Ada', total: '42.05', due: '2030-03-02'},
];

const node = (version) => [
  `nodejs${version}.x`,
  `nodejs:${version}`,
  'order.handler',
  'nodejs',
  ORDER,
];
const python = (version) => [
  `python${version}`,
  `python:${version}`,
  'sales.summary',
  'python',
  SALES,
];
const java = (version) => [
  `java${version}`,
  `java:${version}`,
  'example.Invoice',
  'example-java',
  INVOICE,
];
const provided = (code, asked) => ['provided.al2023', 'provided:al2023', code, code, asked];

/** Runtime, base image, handler, folder of examples/ or program of scripts/test-functions.mjs, event and answer. */
const SUBJECTS = [
  ...['20', '22', '24'].map(node),
  ...['3.11', '3.12', '3.13', '3.14'].map(python),
  ...['17', '21', '25'].map(java),
  ['ruby3.3', 'ruby:3.3', 'letter.handler', 'ruby', [{name: 'Ada'}, {text: 'Dear Ada,\n'}]],
  provided('shell', [{a: 1}, '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862']),
  provided('example-go', [{text: 'be be'}, {be: 2}]),
  provided('example-rust', [{number: '4111 1111 1111 1111'}, {valid: true}]),
];

/** The entry script of AWS's `provided` images knows no bootstrap of the function's; the emulator does. */
const BOOTSTRAP = ['--entrypoint', '/usr/local/bin/aws-lambda-rie'];

export async function run(bench) {
  const built = await testFunctions(['example-java', 'example-go', 'example-rust']);
  const subjects = SUBJECTS.map((subject) => subjectOf(subject, built));
  const runnable = subjects.filter(({missing}) => missing === null);
  for (const {folder, code} of runnable) {
    cpSync(folder, join(bench.sample.folder, code), {recursive: true});
  }
  bench.sample.declare(Object.fromEntries(runnable.map(({name, declared}) => [name, declared])));
  const lines = [];
  for (const subject of runnable) {
    lines.push(await coldLine(bench, subject), await warmLine(bench, subject));
  }
  const absent = subjects.flatMap(({label, missing}) =>
    missing === null ? [] : [`${label}: ${missing}`],
  );
  return {lines, notes: [], ...(absent.length > 0 && {absent: absent.join('; ')})};
}

function subjectOf([runtime, image, handler, code, [event, answer]], built) {
  const {folder, reason} = built[code] ?? {folder: join(root, 'examples', code)};
  const isHere = ['public.ecr.aws/lambda', 'lambdock/stand-in'].some((prefix) =>
    imageIsHere(`${prefix}/${image}`),
  );
  const isProvided = runtime.startsWith('provided');
  const memoryMb = runtime.startsWith('java') ? 512 : 128;
  // The shell's handler is a program; the compiled ones take any word.
  const named = code === 'shell' ? 'sha256sum' : handler;
  return {
    name: `bench-${runtime}-${code}`.replaceAll(/\W+/g, '-'),
    label: isProvided ? `${runtime} (${code.replace('example-', '')})` : runtime,
    missing: isHere ? (folder === undefined ? reason : null) : 'no base image here',
    folder,
    code,
    memoryMb,
    declared: {runtime, handler: named, code: `./${code}`, memory: memoryMb, timeout: 15},
    script: isProvided
      ? {handler: '/var/task/bootstrap', flags: [...BOOTSTRAP, '-e', `_HANDLER=${named}`]}
      : {handler, flags: []},
    event: JSON.stringify(event),
    check(stdout) {
      const told = JSON.parse(stdout);
      const payload = told?.schemaVersion === 1 ? told.payload : told;
      if (!isDeepStrictEqual(payload, answer)) {
        throw new Error(`not the answer of the function: ${stdout.slice(0, 500)}`);
      }
    },
  };
}

async function coldLine(bench, {name, label, memoryMb, script, event, check}) {
  const found = await compare(bench, {
    label: `f, ${label}`,
    name,
    memoryMb,
    event,
    check,
    ...script,
  });
  return comparison({
    row: 'f',
    what: `cold invoke, ${label}`,
    unit: 'ms',
    ours: found.lambdock.map(({ms}) => ms),
    against: 'docker run + curl + rm',
    theirs: found.script.map(({ms}) => ms),
    bound: BOUND,
  });
}

const INVOKE_PATH = '2015-03-31/functions/function/invocations';

/** No bound: nobody has a container waiting for nothing, and curl is no CLI. */
async function warmLine({sample, runs, say}, subject) {
  const {name, label, memoryMb, script, event, check} = subject;
  const {image} = (await sample.build(name)).plan;
  const port = await freePort();
  const published = ['-p', `127.0.0.1:${port}:8080`];
  const flags = [...published, ...runFlags(name, memoryMb), ...script.flags];
  const container = docker('run', '-d', ...flags, image, script.handler).trim();
  const url = `http://127.0.0.1:${port}/${INVOKE_PATH}`;
  const retry = [
    '--retry',
    '20',
    '--retry-connrefused',
    '--retry-delay',
    '0',
    '--retry-all-errors',
  ];
  const checked = async (run) => {
    check(run.stdout);
    return run.ms;
  };
  try {
    const found = await interleave(
      {
        lambdock: async () =>
          checked(await sample.lambdock(['invoke', name, '-d', event, '--keep-warm', '1m'])),
        curl: async () =>
          checked(
            await timed('curl', ['-sS', '--noproxy', '*', ...retry, '-d', event, url], {
              env: sample.env,
            }),
          ),
      },
      {runs, label: `f, warm ${label}`, say},
    );
    return comparison({
      row: 'f',
      what: `warm invoke, ${label}`,
      unit: 'ms',
      ours: found.lambdock,
      against: 'curl',
      theirs: found.curl,
    });
  } finally {
    docker('rm', '-f', container);
    removeContainersOf(name);
  }
}
