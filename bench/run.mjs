// `npm run bench`: how fast and how small, as ratios measured side by side on this machine.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {prepare, root, say} from '../scripts/prepare.mjs';
import {openEngine} from './engine.mjs';
import {commit, loadWarning, machineFacts, machineText} from './machine.mjs';
import {openSample} from './sample-project.mjs';
import {rounded} from './statistics.mjs';
import {comparisonTable} from './table.mjs';

const HELP = `npm run bench [-- OPTION…]
  --rows a,c    only these rows (default: a to e; f takes every runtime that runs here, cold and warm)
  --runs N      rounds of each comparison after a warm-up (default 10)
  --quick       2 rounds, small data: to see that it works; its figures mean nothing
  --enforce     exit 1 when a figure is over its bound
  --install-sam put SAM into a virtual environment below the cache folder, for rows b and v, unless there is one
  --cli FILE    measure another build's dist/cli.cjs; nothing is prepared then
`;

/** A row is a file; the letters are those of the issue. */
const ROWS = {
  a: './rows/cold-invoke.mjs',
  b: './rows/sam.mjs',
  c: './rows/version.mjs',
  d: './rows/edit.mjs',
  e: './rows/memory.mjs',
  layers: './rows/layers.mjs',
  f: './rows/runtimes.mjs',
  s: './rows/serverless.mjs',
  w: './rows/warm.mjs',
  m: './rows/warm-many.mjs',
  k: './rows/keep-warm.mjs',
  v: './rows/serve.mjs',
  watch: './rows/watch.mjs',
  compose: './rows/compose.mjs',
  r: './rows/replay.mjs',
};
/** A row that takes minutes is for those who ask. */
const USUAL = 'a,b,c,d,e,s,layers';

const options = readOptions();
if (options === null) process.stdout.write(HELP);
else process.exitCode = await bench(options);

function readOptions() {
  const {values} = parseArgs({
    options: {
      rows: {type: 'string', default: USUAL},
      runs: {type: 'string'},
      quick: {type: 'boolean', default: false},
      enforce: {type: 'boolean', default: false},
      'install-sam': {type: 'boolean', default: false},
      cli: {type: 'string'},
      help: {type: 'boolean', short: 'h', default: false},
    },
  });
  if (values.help) return null;
  const rows = values.rows.split(',').map((row) => row.trim());
  const unknown = rows.find((row) => !(row in ROWS));
  const runs = Number(values.runs ?? (values.quick ? 2 : 10));
  if (unknown !== undefined || !Number.isInteger(runs) || runs < 1) {
    say(
      unknown === undefined ? `--runs ${values.runs}: not a count` : `--rows: no row "${unknown}"`,
    );
    process.stderr.write(HELP);
    process.exit(2);
  }
  return {...values, rows, runs};
}

async function bench({rows, runs, quick, enforce, cli, 'install-sam': installSam}) {
  if (cli === undefined) await prepare(['nodejs22.x', 'python3.13']);
  const engine = await openEngine();
  const machine = machineFacts(engine.version);
  const warning = loadWarning(machine.loadBefore);
  say(machineText(machine));
  if (warning !== null) say(warning);
  const sample = openSample(resolve(cli ?? join(root, 'dist/cli.cjs')));
  const leave = () => {
    sample.close();
    process.exit(130);
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  const done = [];
  try {
    const context = {sample, engine, runs, quick, installSam, say};
    for (const row of rows) done.push(await runRow(row, context));
  } finally {
    sample.close();
    engine.close();
  }
  report(done, {machine, warning, quick});
  save(done, {machine, quick, runs});
  const isOver = done.some(({lines}) => lines.some(({verdict}) => verdict === 'over'));
  return done.some(({failure}) => failure !== undefined) || (enforce && isOver) ? 1 : 0;
}

async function runRow(row, context) {
  const {title, run} = await import(ROWS[row]);
  say(`${row}: ${title}`);
  try {
    return {row, title, ...(await run(context))};
  } catch (error) {
    say(`${row}: ${error.message}`);
    return {row, title, lines: [], notes: [], failure: error.message};
  }
}

function report(done, {machine, warning, quick}) {
  const print = (text) => process.stdout.write(`${text}\n`);
  print(`\n${machineText(machine)}\n`);
  print(comparisonTable(done.flatMap(({lines}) => lines)));
  for (const {row, absent, failure} of done) {
    if (absent !== undefined) print(`${row}: ${absent}`);
    if (failure !== undefined) print(`${row}: failed: ${failure.split('\n')[0]}`);
  }
  for (const {title, text} of done.flatMap(({notes}) => notes)) print(`\n${title}\n${text}`);
  if (warning !== null) print(`\n${warning}`);
  if (quick) print('\n--quick: the figures mean nothing.');
}

function save(done, {machine, quick, runs}) {
  const date = new Date().toISOString();
  const file = join(root, 'bench/results', `${date.slice(0, 19).replaceAll(':', '-')}.json`);
  mkdirSync(join(root, 'bench/results'), {recursive: true});
  const document = {schemaVersion: 1, date, commit: commit(), quick, runs, machine, rows: done};
  writeFileSync(file, `${JSON.stringify(document, rounded, 2)}\n`);
  say(`\nwritten: ${relative(process.cwd(), file)}`);
}
