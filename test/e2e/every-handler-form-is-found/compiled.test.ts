import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {compiled} from '../../support/compiled.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {makeZip, type ZipSpec} from '../../support/make-zip.js';
import {runnable} from '../../support/runnable.js';

const SLOW = 60_000;
const RUBY = 'class Shop\n  def self.greet(event:, context:) = "class #{event["name"]}"\nend\n';
const EVENT = '{"item":"tea","count":4,"name":"Ada"}';

const {folder} = await compiled('java');
const hasJava = folder !== undefined && (await runnable('java21')).missing === null;
const hasRuby = (await runnable('ruby3.3')).missing === null;

/** The classes as a jar holds them. */
async function classes(from: string): Promise<Buffer> {
  const names = (await readdir(join(from, 'cases'))).map((name) => `cases/${name}`);
  const entry = async (path: string): Promise<ZipSpec> => ({
    path,
    content: await readFile(join(from, path)),
  });
  return makeZip(await Promise.all(names.map(entry)));
}

const FORMS = [
  ...(hasJava
    ? [
        ['java21', 'cases.Forms::twice', 'code.jar', '{"item":"tea","count":8}'],
        ['java21', 'cases.Forms::named', 'code.zip', '"hello Ada"'],
        ['java21', 'cases.Streamed', 'code.zip', EVENT],
      ]
    : []),
  ...(hasRuby ? [['ruby3.3', 'shop.Shop.greet', 'ruby.zip', '"class Ada"']] : []),
];

/** Where neither base image is here, the matrix of every-outcome-is-told-truly says so. */
const suite = FORMS.length > 0 ? describe : describe.skip;

suite('a handler', () => {
  let project: E2eProject;

  beforeAll(async () => {
    project = await openProject({fixture: 'projects/forms'});
    const at = (name: string): string => join(project.folder, name);
    await writeFile(at('ruby.zip'), makeZip([{path: 'shop.rb', content: RUBY}]));
    if (folder === undefined) return;
    const jar = await classes(folder);
    await writeFile(at('code.jar'), jar);
    await writeFile(at('code.zip'), makeZip([{path: 'lib/code.jar', content: jar}]));
  });

  afterAll(async () => {
    await project[Symbol.asyncDispose]();
  });

  it.each(FORMS)(
    'of %s is called as %s from %s',
    async (...form) => {
      const [runtime = '', handler = '', code = '', answer] = form;
      const how = ['--runtime', runtime, '--handler', handler, '--code', code];
      const run = await project.run(['invoke', 'node', '-q', ...how, '-d', EVENT]);
      expect([run.exitCode, run.stdout.toString()]).toEqual([0, answer]);
    },
    SLOW,
  );
});
