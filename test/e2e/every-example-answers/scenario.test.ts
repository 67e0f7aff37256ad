import {chmod, cp, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it, jest} from '@jest/globals';
import {compiled} from '../../support/compiled.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {runnable} from '../../support/runnable.js';
import {openTestImages, type TestImages} from '../../support/test-images.js';

jest.setTimeout(120_000);

/** Programs of scripts/test-functions.mjs, and the folders of `code:` that the examples' own builds make. */
const BUILT: Readonly<Record<string, string>> = {
  'example-java': 'java/target/classes',
  'example-go': 'go/build',
  'example-rust': 'rust/target/lambda/card',
};
const AWS_BASE = 'public.ecr.aws/lambda/provided:al2023';
const SH_IMAGE = 'lambdock-example/functions-in-sh';

const ORDER = {items: [{sku: 'A1', cents: 1250, count: 2}]};
const PRICED = {net: 2500, tax: 475, total: 2975};
const PAGE = '<!doctype html>\n<p>Hello A&lt;b</p>\n';

/** What each function answers; one that is not here is not tested, and fails below. */
const ANSWERS: Readonly<Record<string, readonly [event: unknown, envelope: object]>> = {
  'order-node20': [ORDER, {payload: PRICED}],
  'order-node22': [ORDER, {payload: PRICED}],
  'order-node24': [ORDER, {payload: PRICED}],
  page: [
    {name: 'A<b'},
    {
      http: {
        statusCode: 200,
        headers: {'content-type': 'text/html; charset=utf-8'},
        cookies: ['seen=1; HttpOnly'],
      },
      payloadBase64: Buffer.from(PAGE).toString('base64'),
    },
  ],
  csv: [
    {csv: 'shop,amount\nnorth,10\nsouth,2.50\nnorth,1\n'},
    {payload: {north: '11', south: '2.50'}},
  ],
  invoice: [
    {customer: 'Ada', issued: '2030-01-31', lines: [{text: 'Work', cents: 4205}]},
    {payload: {customer: 'Ada', total: '42.05', due: '2030-03-02'}},
  ],
  letter: [{name: 'Ada', items: ['tea']}, {payload: {text: 'Dear Ada,\n- tea\n'}}],
  checksum: [{a: 1}, {payload: '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'}],
  words: [{text: 'to be or not to be'}, {payload: {be: 2, not: 1, or: 1, to: 2}}],
  card: [{number: '4111 1111 1111 1111'}, {payload: {valid: true}}],
  picture: [{values: [3, 1]}, {payload: expect.stringMatching(/^<svg .*"400".*"133"/)}],
  slug: ['Hello, World!', {payload: 'hello-world'}],
  wrapped: [ORDER, {payload: {net: 2500, tax: 175, total: 2675}}],
};

let project: E2eProject;
let images: TestImages;
/** Functions that cannot run on this machine, and why. */
const missing = new Map<string, string>();

interface Declared {
  readonly name: string;
  readonly runtime: string | null;
  readonly code: {readonly path?: string};
}

let declared: readonly Declared[];

beforeAll(async () => {
  project = await openProject({fixture: '../../examples'});
  images = openTestImages(project.engine);
  const listed = await project.run(['functions', 'list', '--json']);
  declared = (JSON.parse(listed.stdout.toString()) as {functions: readonly Declared[]}).functions;
  for (const {name, runtime} of declared) {
    const why = runtime === null ? null : (await runnable(runtime)).missing;
    if (why !== null) missing.set(name, why);
  }
  for (const [name, folder] of Object.entries(BUILT)) {
    const {folder: made, reason = ''} = await compiled(name);
    const to = join(project.folder, folder);
    if (made !== undefined) await cp(made, to, {recursive: true});
    else for (const one of declared) if (one.code.path === to) missing.set(one.name, reason);
  }
  await buildShImage();
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await images[Symbol.asyncDispose]();
});

/** As its README says, on the base image that is here and under a name that nobody else has. */
async function buildShImage(): Promise<void> {
  const read = (name: string): Promise<string> =>
    readFile(join(project.folder, 'custom-runtime', name), 'utf8');
  const isAws = (await project.engine.inspectImage(AWS_BASE)) !== null;
  const base = isAws ? AWS_BASE : 'lambdock/stand-in/provided:al2023';
  const image = await images.build({
    Dockerfile: (await read('Dockerfile')).replace(AWS_BASE, base),
    bootstrap: await read('bootstrap'),
  });
  const file = join(project.folder, 'lambdock.yml');
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace(`{image: ${SH_IMAGE}}`, `{image: ${image}}`),
  );
  await chmod(join(project.folder, 'shell', 'bootstrap'), 0o755);
}

it('there is no example without a test', () => {
  expect(declared.map(({name}) => name).sort()).toEqual(Object.keys(ANSWERS).sort());
});

it.each(Object.entries(ANSWERS))('%s answers', async (name, [event, envelope]) => {
  const why = missing.get(name);
  if (why !== undefined) {
    process.stderr.write(`${name} is not run here: ${why}\n`);
    return;
  }
  const run = await project.run(['invoke', name, '--json', '-d', JSON.stringify(event)]);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  expect(JSON.parse(run.stdout.toString())).toMatchObject({status: 'ok', ...envelope});
});
