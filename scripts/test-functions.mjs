// Compiles the test functions and examples that are not scripts: `node scripts/test-functions.mjs [NAME…]`.
// Results are kept outside the checkout, by the digest of their sources. stdout is JSON: by name a `folder` with the
// result, or the `reason` why there can be none on this machine.
import {spawnSync} from 'node:child_process';
import {createHash, randomUUID} from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {output as run, say} from './step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lambdock-test');

/** A compiler of Java as one jar: it runs on the Java of a base image, so none is needed here. */
const ECJ = {
  url: 'https://repo1.maven.org/maven2/org/eclipse/jdt/ecj/3.38.0/ecj-3.38.0.jar',
  sha1: '86b2e4ab1d6aef91cb21f4d2ec364afb75d05b2c',
};
const JAVA_IMAGES = ['17', '21', '25'].flatMap((version) => [
  `public.ecr.aws/lambda/java:${version}`,
  `lambdock/stand-in/java:${version}`,
]);
const COMPILE = `java=$(command -v java || ls /var/lang/bin/java /usr/lib/jvm/*/bin/java 2>/dev/null | head -n 1)
cp=$(echo /var/runtime/lib/*.jar | tr ' ' ':')
exec "$java" -jar /build/ecj.jar -proc:none -nowarn -source 17 -target 17 -cp "$cp" -d /build/classes /build/sources`;

const RUST_TARGET = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-unknown-linux-gnu`;

/** Each kind says why it cannot be built here, or null, and builds a folder of sources into another. */
const KINDS = {
  java: {missing: missingJava, build: buildJava},
  go: {missing: () => missingTool('go', 'version'), build: buildGo},
  rust: {missing: () => missingTool('cargo', '--version'), build: buildRust},
};

const PROGRAMS = {
  java: {kind: 'java', sources: 'test/fixtures/functions/java-cases'},
  go: {kind: 'go', sources: 'test/fixtures/functions/go-cases'},
  rust: {kind: 'rust', sources: 'test/fixtures/functions/rust-cases'},
  'example-java': {kind: 'java', sources: 'examples/java'},
  'example-go': {kind: 'go', sources: 'examples/go'},
  'example-rust': {kind: 'rust', sources: 'examples/rust', program: 'card'},
};

const missingTool = (tool, argument) =>
  spawnSync(tool, [argument]).status === 0 ? null : `no ${tool} on this machine to build it`;

const javaImage = () =>
  JAVA_IMAGES.find((image) => spawnSync('docker', ['image', 'inspect', image]).status === 0);

function missingJava() {
  return javaImage() === undefined ? 'no base image of Java to compile it in' : null;
}

/** Files travel by `docker cp`: the engine may be elsewhere. */
async function buildJava(sources, out) {
  const build = join(out, '.build');
  mkdirSync(build);
  cpSync(join(sources, 'src'), join(build, 'sources'), {recursive: true});
  cpSync(await compiler(), join(build, 'ecj.jar'));
  const labels = ['--label', 'dev.lambdock.test=build'];
  const entry = ['--entrypoint', '/bin/sh', javaImage(), '-c', COMPILE];
  const container = await run('docker', ['create', ...labels, ...entry]);
  try {
    await run('docker', ['cp', build, `${container}:/build`]);
    await run('docker', ['start', '--attach', container]);
    await run('docker', ['cp', `${container}:/build/classes/.`, out]);
  } finally {
    await run('docker', ['rm', '--force', container]);
  }
  rmSync(build, {recursive: true});
  rmSync(join(out, 'cases/Missing.class'), {force: true});
}

async function compiler() {
  const file = join(CACHE, `ecj-${ECJ.sha1}.jar`);
  if (existsSync(file)) return file;
  const answer = await fetch(ECJ.url);
  if (!answer.ok) throw new Error(`${ECJ.url}: HTTP ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const sha1 = createHash('sha1').update(bytes).digest('hex');
  if (sha1 !== ECJ.sha1) throw new Error(`${ECJ.url}: not the file that was expected (${sha1})`);
  const temporary = `${file}.${randomUUID()}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, file);
  return file;
}

function buildGo(sources, out) {
  const flags = ['-tags', 'lambda.norpc', '-ldflags=-s -w', '-o', join(out, 'bootstrap')];
  const env = {...process.env, CGO_ENABLED: '0', GOOS: 'linux', GOFLAGS: ''};
  return run('go', ['build', ...flags, '.'], {cwd: sources, env});
}

/** Static: a base image has an older C library than this machine may have. */
async function buildRust(sources, out, program = 'bootstrap') {
  const target = join(CACHE, 'cargo');
  const env = {
    ...process.env,
    CARGO_TARGET_DIR: target,
    RUSTFLAGS: '-C target-feature=+crt-static',
  };
  await run('cargo', ['build', '--release', '--locked', '--target', RUST_TARGET], {
    cwd: sources,
    env,
  });
  cpSync(join(target, RUST_TARGET, 'release', program), join(out, 'bootstrap'));
}

/** What the example's own build makes beside the sources. */
const isBuilt = (path) => /^.?(target|build)(\/|$)/.test(path);

/** Sources, and the way they are built: this file. */
function digestOf(sources) {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  const files = readdirSync(sources, {recursive: true, withFileTypes: true});
  const paths = files
    .filter((file) => file.isFile())
    .map(({parentPath, path, name}) => join(parentPath ?? path, name));
  for (const path of paths.sort()) {
    const name = path.slice(sources.length);
    if (!isBuilt(name)) hash.update(name).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

async function built(name) {
  const {kind, sources: where, program} = PROGRAMS[name];
  const sources = join(root, where);
  const folder = join(CACHE, 'functions', `${name}-${digestOf(sources)}`);
  if (existsSync(folder)) return {folder};
  const {missing, build} = KINDS[kind];
  const reason = missing();
  if (reason !== null) return {reason};
  const temporary = `${folder}.${randomUUID()}`;
  mkdirSync(temporary, {recursive: true});
  try {
    await step(`compiling ${name} (${where})`, () => build(sources, temporary, program));
    mkdirSync(dirname(folder), {recursive: true});
    if (existsSync(folder)) rmSync(temporary, {recursive: true});
    else renameSync(temporary, folder);
    return {folder};
  } catch (error) {
    rmSync(temporary, {recursive: true, force: true});
    throw error;
  }
}

/** Says what is done, and every few seconds that it still is. */
async function step(label, work) {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  say(`- ${label} ...`);
  const beat = setInterval(() => say(`  ${label}: ${seconds()} s`), 5000);
  try {
    await work();
  } finally {
    clearInterval(beat);
  }
  say(`  ${label}: done in ${seconds()} s`);
}

/** Compiles these, or all; a machine that lacks a compiler is told of, a broken source fails. */
export async function testFunctions(names = Object.keys(PROGRAMS)) {
  const all = {};
  for (const name of names) all[name] = await built(name);
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const done = await testFunctions(names.length > 0 ? names : undefined);
  process.stdout.write(`${JSON.stringify(done)}\n`);
}
