// The fake AWS of the tests: moto, and a fake Lambda API in front of it that knows layers.
//   node scripts/fake-aws.mjs          installs moto for this machine's Python; stdout is JSON: {python, site}
//   node scripts/fake-aws.mjs images   makes the two images of docker-compose.test.yml
// Both are kept outside the checkout, by the digest of what they are made of, and made once.
import {spawnSync} from 'node:child_process';
import {createHash, randomUUID} from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {output, step} from './step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lambdock-test');
const REQUIREMENTS = join(root, 'test/fake-aws/requirements.txt');
const FAKE_API = join(root, 'test/fake-aws/fake-lambda-server.ts');
/** The Python and the Node of base images that every test run has. */
const IMAGE_PYTHON = '3.13';
const BASES = {python: `python:${IMAGE_PYTHON}`, node: 'nodejs:22'};
const DIGEST = 'dev.lambdock.test.digest';
const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const WHEELS = ['2014', '_2_17', '_2_28'].map((version) => `manylinux${version}_${MACHINE}`);

const digestOf = (...parts) =>
  parts
    .reduce((hash, part) => hash.update(part), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);

/** moto's packages for a version of Python: this machine's, or another one's wheels. */
async function site(version, foreign = []) {
  const digest = digestOf(readFileSync(REQUIREMENTS));
  const folder = join(CACHE, 'moto', `${digest}-${MACHINE}-python${version}`);
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${randomUUID()}`;
  const quiet = [
    '--quiet',
    '--no-deps',
    '--disable-pip-version-check',
    '--root-user-action=ignore',
  ];
  const args = ['-m', 'pip', 'install', ...quiet, '--target', temporary, ...foreign];
  try {
    await step(`installing moto for Python ${version}`, () =>
      output('python3', [...args, '--requirement', REQUIREMENTS]),
    );
    if (!existsSync(folder)) renameSync(temporary, folder);
  } finally {
    rmSync(temporary, {recursive: true, force: true});
  }
  return folder;
}

/** moto as a process of this machine needs it. */
export async function ensureMoto() {
  const ask = 'import sys; print(sys.executable); print("%d.%d" % sys.version_info[:2])';
  const [python, version] = (await output('python3', ['-c', ask])).split('\n');
  return {python, site: await site(version)};
}

function base(name) {
  const candidates = [`public.ecr.aws/lambda/${name}`, `lambdock/stand-in/${name}`];
  const found = candidates.find((image) => inspect(image, '{{.Id}}') !== null);
  if (found !== undefined) return {image: found, id: inspect(found, '{{.Id}}')};
  throw new Error(`neither ${candidates.join(' nor ')} is here: lambdock images build`);
}

function inspect(image, format) {
  const args = ['image', 'inspect', '--format', format, image];
  const {status, stdout} = spawnSync('docker', args, {encoding: 'utf8'});
  return status === 0 ? stdout.trim() : null;
}

/** Builds an image unless it is there from the same recipe; `fill` puts files into its context. */
async function image({tag, dockerfile, digest, fill}) {
  if (inspect(tag, `{{index .Config.Labels "${DIGEST}"}}`) === digest) return;
  const context = mkdtempSync(join(tmpdir(), 'lambdock-test-image-'));
  try {
    writeFileSync(join(context, 'Dockerfile'), dockerfile);
    await fill(context);
    const args = ['build', '--quiet', '--network', 'none', '--label', `${DIGEST}=${digest}`];
    await step(`making the image ${tag}`, () => output('docker', [...args, '--tag', tag, context]));
  } finally {
    rmSync(context, {recursive: true});
  }
}

async function motoImage() {
  const {image: from, id} = base(BASES.python);
  const only = ['--only-binary', ':all:', '--python-version', IMAGE_PYTHON];
  const packages = await site(IMAGE_PYTHON, [...only, ...WHEELS.flatMap((w) => ['--platform', w])]);
  const dockerfile = `FROM ${from}
COPY site /opt/moto
ENV PYTHONPATH=/opt/moto PYTHONDONTWRITEBYTECODE=1
ENTRYPOINT ["python3", "-m", "moto.server", "-H", "0.0.0.0", "-p", "5000"]
CMD []
`;
  await image({
    tag: 'lambdock-test/moto:latest',
    dockerfile,
    digest: digestOf(dockerfile, id, packages),
    fill: (context) => cpSync(packages, join(context, 'site'), {recursive: true}),
  });
}

async function lambdaImage() {
  const {image: from, id} = base(BASES.node);
  const {build} = await import('esbuild');
  const options = {entryPoints: [FAKE_API], bundle: true, platform: 'node', format: 'esm'};
  const [{text}] = (await build({...options, target: 'node20', write: false})).outputFiles;
  const dockerfile = `FROM ${from}
COPY server.mjs /opt/server.mjs
ENTRYPOINT ["node", "/opt/server.mjs"]
CMD []
`;
  await image({
    tag: 'lambdock-test/fake-lambda-api:latest',
    dockerfile,
    digest: digestOf(dockerfile, id, text),
    fill: (context) => writeFileSync(join(context, 'server.mjs'), text),
  });
}

/** The images that docker-compose.test.yml names. */
export async function fakeAwsImages() {
  await motoImage();
  await lambdaImage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'images') await fakeAwsImages();
  else process.stdout.write(`${JSON.stringify(await ensureMoto())}\n`);
}
