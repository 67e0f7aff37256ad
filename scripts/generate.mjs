/**
 * Compiles lambdock.schema.json into src/config/generated/validate-lambdock.ts: a check that starts
 * at once, where loading ajv would cost tens of milliseconds at every start. Writes the runtime
 * tables of README.md and docs/runtimes.md from src/core/runtime.ts, and the keys of
 * docs/project-file.md from the schema; the differences of the drivers in docs/drivers.md from
 * scripts/drivers.json, whose measured part a test holds to the truth. Bundles report-page/ for the
 * HTML report.
 * `--check` writes nothing and exits 1 when a committed file is out of date.
 */
import {readFile, writeFile} from 'node:fs/promises';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import {build} from 'esbuild';
import {pageModule} from './generate-page.mjs';

const ROOT = new URL('..', import.meta.url);
const SCHEMA = new URL('lambdock.schema.json', ROOT);
const OUTPUT = new URL('src/config/generated/validate-lambdock.ts', ROOT);
const HEAD =
  '// @ts-nocheck -- made from lambdock.schema.json by `npm run generate`. Do not edit.\n';

/** Descriptions are for editors; the check is smaller without them. */
const withoutProse = (key, value) =>
  typeof value === 'string' && ['$schema', 'title', 'description'].includes(key)
    ? undefined
    : value;

async function validator() {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    inlineRefs: true,
    allowUnionTypes: true,
    code: {source: true, esm: true},
  });
  ajv.addVocabulary(['x-expected']);
  ajv.addSchema(JSON.parse(await readFile(SCHEMA, 'utf8'), withoutProse), 'lambdock');
  const source = standaloneCode(ajv, {validate: 'lambdock'});
  const {outputFiles} = await build({
    stdin: {contents: source, resolveDir: new URL('.', ROOT).pathname, loader: 'js'},
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    treeShaking: true,
    minifySyntax: true,
    charset: 'utf8',
    logLevel: 'error',
  });
  return HEAD + outputFiles[0].text;
}

const README = new URL('README.md', ROOT);
const [BEGIN, END] = ['<!-- runtimes: made by `npm run generate` -->', '<!-- end of runtimes -->'];

/** A module of src/core, which knows of nothing but its own floor. */
async function coreModule(name) {
  const {outputFiles} = await build({
    entryPoints: [new URL(`src/core/${name}.ts`, ROOT).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const text = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}

async function readme() {
  const {RUNTIMES} = await coreModule('runtime');
  const {HANDLERS} = await coreModule('handler');
  const code = (text) => `\`${text}\``;
  const rows = RUNTIMES.map((row) => [
    code(row.id),
    code(`${row.repository}:${row.tag}`),
    `${HANDLERS[row.family].form}, such as ${code(HANDLERS[row.family].example)}`,
    row.optFolders.map(code).join(', ') || '-',
    row.debugger ?? '-',
    row.preview ? 'preview' : row.deprecated,
  ]);
  const head = [
    'runtime',
    'base image',
    'handler',
    'layers, besides `/opt/bin` and `/opt/lib`',
    'debugger',
    'deprecated',
  ];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const text = await readFile(README, 'utf8');
  const [before, rest] = text.split(BEGIN);
  return [before, BEGIN, '\n', lines.join('\n'), '\n', END, rest.split(END)[1]].join('');
}

const KEYS_PAGE = new URL('docs/project-file.md', ROOT);
const KEYS = [
  '<!-- keys: made from lambdock.schema.json by `npm run generate` -->',
  '<!-- end of keys -->',
];

/** Every key of lambdock.yml with what the schema says of it. */
async function keysPage() {
  const schema = JSON.parse(await readFile(SCHEMA, 'utf8'));
  const resolved = ({$ref, ...own}) =>
    $ref === undefined ? own : {...schema.definitions[$ref.replace('#/definitions/', '')], ...own};
  const rowsOf = (node, path) =>
    Object.entries(resolved(node).properties ?? {}).flatMap(([key, value]) => {
      const {description = '', ...part} = resolved(value);
      const name = [...path, key].join('.');
      const text =
        part.default === undefined || description.includes('default:')
          ? description
          : `${description} Default: \`${part.default}\`.`;
      return [
        [`\`${name}\``, text, part['x-expected'] ?? part.enum?.join(' or ') ?? ''],
        ...rowsOf(part, [...path, key]),
      ];
    });
  const isMapping = (key) => ['defaults', 'functions'].includes(key);
  const top = rowsOf(
    {
      properties: Object.fromEntries(
        Object.entries(schema.properties).filter(([key]) => !isMapping(key)),
      ),
    },
    [],
  );
  const functions = rowsOf(schema.definitions.function, []);
  const ofDefaults = new Set(Object.keys(schema.properties.defaults.properties));
  const table = (head, rows) =>
    [head, head.map(() => '---'), ...rows]
      .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
      .join('\n');
  const marked = functions.map(([name, ...cells]) => [
    ofDefaults.has(name.replace(/[`]|\..*/g, '')) ? `${name} ·` : name,
    ...cells,
  ]);
  const head = ['key', 'meaning', 'value'];
  const text = await readFile(KEYS_PAGE, 'utf8');
  const [before, rest] = text.split(KEYS[0]);
  return [
    before,
    KEYS[0],
    '\n\n## The file\n\n',
    table(head, top),
    '\n\n## A function\n\nBelow `functions.NAME`; what is marked with · may also stand in `defaults`.\n\n',
    table(head, marked),
    '\n\n',
    KEYS[1],
    rest.split(KEYS[1])[1],
  ].join('');
}

const MIGRATE = new URL('docs/migrate.md', ROOT);
const OLD_TOOLS = {
  serverless: '`serverless invoke local`',
  sam: '`sam local invoke` and `sam local start-lambda`',
  'lambda-local': '`lambda-local`',
};

/** Every flag of the tools that people come from, tool by tool. */
async function migratePage() {
  const {OLD_FLAGS} = await coreModule('old-flags');
  const tables = Object.entries(OLD_TOOLS).map(([tool, title]) => {
    const rows = OLD_FLAGS.filter(({tools}) => tools.includes(tool)).map(
      ({names, meaning, ours}) =>
        `| ${names.map((name) => `\`${name}\``).join(' ')} | ${meaning.kind === 'instead' ? 'no' : 'yes'} | ${ours} |`,
    );
    return [
      `## ${title}\n`,
      '| flag | taken by `invoke` | ours |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  const [begin, end] = [
    '<!-- flags: made from src/core/old-flags.ts by `npm run generate` -->',
    '<!-- end of flags -->',
  ];
  const text = await readFile(MIGRATE, 'utf8');
  const [before, rest] = text.split(begin);
  return [before, begin, '\n\n', tables.join('\n\n'), '\n\n', end, rest.split(end)[1]].join('');
}

const RUNTIMES_PAGE = new URL('docs/runtimes.md', ROOT);
const STAND_INS = new URL('images/stand-ins.json', ROOT);

/** What the versions of a family have in common. */
async function runtimesPage() {
  const {FAMILIES, RUNTIMES} = await coreModule('runtime');
  const {HANDLERS} = await coreModule('handler');
  const {images} = JSON.parse(await readFile(STAND_INS, 'utf8'));
  const code = (text) => `\`${text}\``;
  const rows = FAMILIES.map((family) => {
    const members = RUNTIMES.filter((row) => row.family === family);
    const standIns = members.filter(({id}) => images[id] !== undefined);
    const [first] = members;
    return [
      code(family),
      HANDLERS[family].form,
      first.executionEnv === null ? 'none' : code(`AWS_Lambda_${family}…`),
      first.debugger ?? '-',
      standIns.map(({id}) => code(id)).join(', ') || '-',
    ];
  });
  const head = ['family', 'handler', '`AWS_EXECUTION_ENV`', 'debugger', 'stand-ins'];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const text = await readFile(RUNTIMES_PAGE, 'utf8');
  const [begin, end] = [
    '<!-- families: made by `npm run generate` -->',
    '<!-- end of families -->',
  ];
  const [before, rest] = text.split(begin);
  return [before, begin, '\n', lines.join('\n'), '\n', end, rest.split(end)[1]].join('');
}

const DRIVERS_PAGE = new URL('docs/drivers.md', ROOT);
const DRIVERS = new URL('scripts/drivers.json', ROOT);

/** What the drivers do, as somebody wrote it down, and what they give, as a test measured it. */
async function driversPage() {
  const {differences, measured} = JSON.parse(await readFile(DRIVERS, 'utf8'));
  const {outcomes, envelope, sees} = measured;
  const table = (head, rows) =>
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const isAlike = ([, cells]) => cells.every((cell) => cell === 'both');
  const fields = Object.entries(envelope);
  const alike = fields.filter(isAlike).map(([field]) => `\`${field}\``);
  const rows = fields
    .filter((row) => !isAlike(row))
    .map(([field, cells]) => [`\`${field}\``, ...cells]);
  const [begin, end] = [
    '<!-- differences: made from scripts/drivers.json by `npm run generate` -->',
    '<!-- end of differences -->',
  ];
  const text = await readFile(DRIVERS_PAGE, 'utf8');
  const [before, rest] = text.split(begin);
  return [
    before,
    begin,
    '\n\n',
    table(
      ['', '`rie`', '`runtime-api`'],
      differences.map((row) => [row.what, row.rie, row['runtime-api']]),
    ),
    '\n\n## What each gives, measured\n\n',
    'One function of Node 22 is run to all its ends with both drivers. Fields of the envelope that hold a value,\n',
    'with both, with one or with none (-):\n\n',
    table(['field', ...outcomes], rows),
    `\n\nBoth give always: ${alike.join(', ')}.\n\n`,
    'What the function sees as it was asked for:\n\n',
    table(['', 'with'], Object.entries(sees)),
    '\n\n',
    end,
    rest.split(end)[1],
  ].join('');
}

const PAGE = new URL('src/replay/reporters/generated/page.ts', ROOT);

const files = [
  [DRIVERS_PAGE, await driversPage()],
  [MIGRATE, await migratePage()],
  [OUTPUT, await validator()],
  [PAGE, await pageModule()],
  [KEYS_PAGE, await keysPage()],
  [README, await readme()],
  [RUNTIMES_PAGE, await runtimesPage()],
];
for (const [file, text] of files) {
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`${file.pathname} is out of date: npm run generate`);
    process.exitCode = 1;
  }
}
