import {execFile} from 'node:child_process';
import {chmod, cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import {compiled} from '../../support/compiled.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {makeZip} from '../../support/make-zip.js';
import {runnable} from '../../support/runnable.js';

jest.setTimeout(60_000);

const FIXTURES = fileURLToPath(new URL('../../fixtures/functions', import.meta.url));

const java = (await compiled('java')).folder;
const has = async (runtime: string): Promise<boolean> => (await runnable(runtime)).missing === null;
const hasJava = java !== undefined && (await has('java21'));
const hasRuby = await has('ruby3.3');
const hasProvided = await has('provided.al2023');

let project: E2eProject;
beforeAll(async () => {
  project = await openProject();
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

async function put(path: string, content: string | Buffer, mode = 0o644): Promise<void> {
  const file = join(project.folder, path);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, content);
  await chmod(file, mode);
}

/** A function as flags describe it: runtime, handler, and layers in their order. */
type Layered = readonly [runtime: string, handler: string, code: string, ...layers: string[]];

/** The answer of a function, and what was said beside it. */
async function answerOf(
  [runtime, handler, code, ...layers]: Layered,
  event = '{}',
): Promise<{readonly answer: unknown; readonly stderr: string}> {
  const how = ['--runtime', runtime, '--handler', handler, '--code', code];
  const over = layers.flatMap((layer) => ['--layer', layer]);
  const run = await project.run(['invoke', ...how, ...over, '--timeout', '20', '-d', event]);
  const stdout = run.stdout.toString();
  if (run.exitCode !== 0) throw new Error(`exit ${run.exitCode}: ${stdout}\n${run.stderr}`);
  return {answer: JSON.parse(stdout), stderr: run.stderr};
}

/** Any shared library, under a name that no system knows. */
async function library(): Promise<Buffer> {
  const find =
    'for f in /usr/lib64/libz.so.1 /lib/*/libz.so.1; do [ -f "$f" ] && exec cat "$f"; done';
  const args = ['run', '--rm', '--entrypoint', 'sh', await baseImage('python'), '-c', find];
  const {stdout} = await promisify(execFile)('docker', args, {
    encoding: 'buffer',
    maxBuffer: 2 ** 24,
  });
  return stdout;
}

/** Tests of base images that are not here are left out; the runtimes' own matrix says so. */
const where = (isHere: boolean) => (isHere ? describe : describe.skip);

describe('a function with layers', () => {
  it('of Node imports from /opt/nodejs and from the folder of its version, which comes first', async () => {
    const code = `exports.handler = async () => [require('shared'), require('versioned'), require('both')];`;
    await put('node/index.js', code);
    const at = (folder: string, name: string): string => `${folder}/node_modules/${name}/index.js`;
    await put(at('node-layer/nodejs', 'shared'), `module.exports = 'shared';`);
    await put(at('node-layer/nodejs', 'both'), `module.exports = 'of any version';`);
    await put(at('node-layer/nodejs/node22', 'versioned'), `module.exports = 'versioned';`);
    await put(at('node-layer/nodejs/node22', 'both'), `module.exports = 'of Node 22';`);
    const {answer} = await answerOf(['nodejs22.x', 'index.handler', './node', './node-layer']);
    expect(answer).toEqual(['shared', 'versioned', 'of Node 22']);
  });

  it('of Python imports from /opt/python and site-packages, runs /opt/bin and loads /opt/lib', async () => {
    await put(
      'python/app.py',
      `import ctypes, shared, subprocess, versioned
def handler(event, context):
    ctypes.CDLL("libfromlayer.so")
    said = subprocess.run(["said-by-layer"], capture_output=True, check=True, text=True).stdout
    return [shared.NAME, versioned.NAME, said, ctypes.CDLL("libfromlayer.so")._name]
`,
    );
    await put('python-layer/python/shared.py', 'NAME = "shared"\n');
    const packages = 'python-layer/python/lib/python3.13/site-packages';
    await put(`${packages}/versioned.py`, 'NAME = "versioned"\n');
    await put('tools-layer/bin/said-by-layer', '#!/bin/sh\necho "$0"\n', 0o755);
    await put('tools-layer/lib/libfromlayer.so', await library());
    const layered = ['./python', './python-layer', './tools-layer'] as const;
    const {answer} = await answerOf(['python3.13', 'app.handler', ...layered]);
    const script = '/opt/bin/said-by-layer\n';
    expect(answer).toEqual(['shared', 'versioned', script, 'libfromlayer.so']);
  });

  where(hasRuby)('of Ruby', () => {
    it('requires from /opt/ruby/lib and gems from /opt/ruby/gems', async () => {
      await put(
        'ruby/app.rb',
        `require "shared"
require "layergem"
def handler(event:, context:) = [SHARED, Layergem::NAME, Gem.loaded_specs.fetch("layergem").gem_dir]
`,
      );
      await put('ruby-layer/ruby/lib/shared.rb', 'SHARED = "shared"\n');
      const gems = 'ruby-layer/ruby/gems/3.3.0';
      await put(
        `${gems}/gems/layergem-1.0.0/lib/layergem.rb`,
        'module Layergem; NAME = "gem"; end\n',
      );
      await put(
        `${gems}/specifications/layergem-1.0.0.gemspec`,
        `Gem::Specification.new do |s|
  s.name = "layergem"; s.version = "1.0.0"; s.summary = "x"; s.authors = ["x"]
  s.require_paths = ["lib"]
end
`,
      );
      const {answer} = await answerOf(['ruby3.3', 'app.handler', './ruby', './ruby-layer']);
      expect(answer).toEqual(['shared', 'gem', '/opt/ruby/gems/3.3.0/gems/layergem-1.0.0']);
    });
  });

  where(hasJava)('of Java', () => {
    it('finds classes in the jars of /opt/java/lib', async () => {
      const jarOf = async (name: string): Promise<Buffer> => {
        const path = `cases/${name}.class`;
        return makeZip([{path, content: await readFile(join(java ?? '', path))}]);
      };
      await put('code.jar', await jarOf('Forms'));
      const jar = await jarOf('Forms$Order');
      await put('java-layer.zip', makeZip([{path: 'java/lib/order.jar', content: jar, mode: 0}]));
      const handler = 'cases.Forms::twice';
      const event = '{"item":"tea","count":4}';
      const {answer} = await answerOf(['java21', handler, './code.jar', './java-layer.zip'], event);
      expect(answer).toEqual({item: 'tea', count: 8});
    });
  });

  where(hasProvided)('of a custom runtime', () => {
    it('takes its bootstrap from a layer', async () => {
      await put('data/file.txt', 'no code here');
      const from = join(FIXTURES, 'shell-cases/bootstrap');
      await cp(from, join(project.folder, 'runtime-layer/bootstrap'), {recursive: true});
      const layered = ['./data', './runtime-layer'] as const;
      const event = '{"do":"value"}';
      const {answer} = await answerOf(['provided.al2023', 'any', ...layered], event);
      expect(answer).toEqual({message: 'hi', list: [1, 2]});
    });
  });

  it('gets the last of what a layer or two layers hold twice, and is told what one holds twice', async () => {
    const at = (name: string): string => `nodejs/node_modules/${name}.js`;
    const of = (text: string): string => `module.exports = '${text}';`;
    await put('node/twice.js', `exports.handler = async () => ['a', 'b', 'B'].map(require);`);
    const zip = makeZip([
      {path: at('a'), content: of('first')},
      {path: at('b'), content: of('lower case')},
      {path: at('a'), content: of('second')},
      {path: at('B'), content: of('upper case')},
    ]);
    await put('twice.zip', zip);
    await put('over.zip', makeZip([{path: at('b'), content: of('later layer')}]));
    const layered = ['./node', './twice.zip', './over.zip'] as const;
    const {answer, stderr} = await answerOf(['nodejs22.x', 'twice.handler', ...layered]);
    expect(answer).toEqual(['second', 'later layer', 'upper case']);
    expect(stderr).toMatch(/twice\.zip holds more than once: nodejs\/node_modules\/a\.js\./);
    expect(stderr).toMatch(
      /twice\.zip has names that differ by case only: \S+\/B\.js, \S+\/b\.js\./,
    );
    const again = await answerOf(['nodejs22.x', 'twice.handler', ...layered]);
    expect(again.stderr).not.toContain('holds more than once');
  });
});
