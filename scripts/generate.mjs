/**
 * Compiles lambdock.schema.json into src/config/generated/validate-lambdock.ts: a check that starts
 * at once, where loading ajv would cost tens of milliseconds at every start.
 * `--check` writes nothing and exits 1 when the committed file is out of date.
 */
import {readFile, writeFile} from 'node:fs/promises';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import {build} from 'esbuild';

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

async function generate() {
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

const text = await generate();
if (process.argv.includes('--check')) {
  const present = await readFile(OUTPUT, 'utf8').catch(() => '');
  if (present !== text) {
    console.error(`${OUTPUT.pathname} is out of date: npm run generate`);
    process.exitCode = 1;
  }
} else {
  await writeFile(OUTPUT, text);
}
