// A project of the bench's own in a temporary folder, with a cache of its own.
import {createCipheriv} from 'node:crypto';
import {cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {root} from '../scripts/prepare.mjs';
import {imagesWith, labelOf, removeImages} from './engine.mjs';
import {timed} from './timed-process.mjs';

export const NODE = 'bench-hello-node';
export const PYTHON = 'bench-hello-python';
export const FLOOD = 'bench-flood';
export const BIG = 'bench-big';
export const LAYERED = 'bench-layered';
export const LARGE_LAYER = 'bench-large-layer';
export const MEMORY_MB = 128;
export const HANDLERS = {[NODE]: 'index.handler', [PYTHON]: 'app.handler'};

/** As many as Lambda takes. */
export function layerPaths() {
  return [1, 2, 3, 4, 5].map((number) => `./layers/${number}.zip`);
}

const PROJECT = `version: 1
defaults: {runtime: nodejs22.x, timeout: 5, memory: ${MEMORY_MB}}
functions:
  ${NODE}: {handler: index.handler, code: ./node}
  ${PYTHON}: {runtime: python3.13, handler: app.handler, code: ./python}
  ${FLOOD}: {handler: index.handler, code: ./flood, timeout: 120, memory: 512}
  ${BIG}: {handler: index.handler, code: ./big}
  ${LAYERED}: {handler: index.handler, code: ./node, layers: [${layerPaths().join()}]}
  ${LARGE_LAYER}: {handler: index.handler, code: ./node, layers: [./layers/large.zip]}
`;

/** Opens the project; `lambdock` and `build` run the command line `cli` on it. */
export function openSample(cli) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lambdock-bench-')));
  write(join(folder, 'lambdock.yml'), PROJECT);
  cpSync(join(root, 'examples/hello/node'), join(folder, 'node'), {recursive: true});
  cpSync(join(root, 'examples/hello/python'), join(folder, 'python'), {recursive: true});
  cpSync(join(root, 'test/fixtures/functions/nodejs-cases'), join(folder, 'flood'), {
    recursive: true,
  });
  const env = environment(folder);
  const projects = new Set();
  const lambdock = (args, options = {}) =>
    timed(cli, args, {cwd: folder, ...options, env: {...env, ...options.env}});

  /** Builds from what is here: a registry's answer is not what is measured. */
  async function build(name, options) {
    const run = await lambdock(['build', name, '--json', '--pull', 'never'], options);
    const [plan] = JSON.parse(run.stdout).plans;
    projects.add(labelOf(plan.image, 'dev.lambdock.project'));
    return {...run, plan};
  }
  const removeBuilt = (name) => {
    for (const project of projects) {
      const ofFunction = name === undefined ? [] : [`dev.lambdock.function=${name}`];
      removeImages(imagesWith([`dev.lambdock.project=${project}`, ...ofFunction]));
    }
  };
  return {
    cli,
    folder,
    env,
    lambdock,
    build,
    /** Functions besides those of every row: by name, as in a lambdock.yml. */
    declare(functions) {
      const lines = Object.entries(functions).map(
        ([name, of]) => `  ${name}: ${JSON.stringify(of)}\n`,
      );
      write(join(folder, 'lambdock.yml'), PROJECT + lines.join(''));
    },
    removeBuilt,
    invoke: (name, ...flags) => lambdock(['invoke', name, '-d', '{"name":"Ada"}', ...flags]),
    close() {
      removeBuilt();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

/**
 * Ours, without what a user's own settings would change. NODE_EXTRA_CA_CERTS has every Node process read
 * and parse certificates before it does anything: up to 60 ms that say nothing of lambdock.
 */
function environment(folder) {
  const own = Object.entries(process.env).filter(([name]) => !/^(LAMBDOCK_|AWS_|NODE_)/.test(name));
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  return {...Object.fromEntries(own), PATH: path, LAMBDOCK_CACHE: join(folder, '.cache')};
}

export function write(path, content) {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, content);
}

/** The same bytes on every machine and in every run, and as hard to compress as bytes can be. */
export function keystream() {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16));
  return (length) => cipher.update(Buffer.alloc(length));
}

const PER_PACKAGE = 30;

/** A function whose node_modules hold `files` files of together `megabytes` MB; it needs one of them. */
export function writeBigFunction(folder, {megabytes, files}) {
  const bytes = keystream();
  const each = Math.floor((megabytes * 1e6) / files);
  for (let file = 0; file < files; file += 1) {
    const name = `package-${Math.floor(file / PER_PACKAGE)}`;
    const path = join(folder, 'node_modules', name, 'lib', `part-${file % PER_PACKAGE}.bin`);
    // Sizes from a tenth to nearly twice the mean, as real packages are uneven.
    write(path, bytes(Math.floor(each * (0.1 + (1.8 * (file % PER_PACKAGE)) / (PER_PACKAGE - 1)))));
    if (file % PER_PACKAGE === 0) {
      const parts = join(folder, 'node_modules', name);
      write(
        join(parts, 'package.json'),
        JSON.stringify({name, version: '1.0.0', main: 'index.js'}),
      );
      write(join(parts, 'index.js'), `exports.id = ${file};\n`);
    }
  }
  editBigFunction(folder, 0);
}

/** Another source file, the same dependencies. */
export const editBigFunction = (folder, edition) =>
  write(
    join(folder, 'index.js'),
    `const first = require('package-0');\nexports.handler = async () => ({edition: ${edition}, first: first.id});\n`,
  );
