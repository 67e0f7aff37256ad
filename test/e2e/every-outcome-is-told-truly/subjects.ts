import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {runnable, type Runnable} from '../../support/runnable.js';
import {compiled, TEST_CACHE, type Compiled} from '../../support/compiled.js';
import type {Behaviour} from './cases.js';
import {DIALECTS, type Dialect} from './dialects.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/functions', import.meta.url));

/** A function of the project: its folder and handler. */
interface Source {
  readonly code: string;
  readonly handler: string;
}

/** A runtime, and the functions that behave in it as the rows say. */
export interface Subject {
  /** Name of the runtime, and of the language where that is another. */
  readonly name: string;
  readonly runtime: string;
  readonly dialect: Dialect;
  readonly functions: Readonly<Partial<Record<Behaviour, Source>>>;
  /** Why it cannot run on this machine, or null. */
  readonly missing: string | null;
}

const HANDLERS = {nodejs: 'index.handler', python: 'app.handler', ruby: 'app.handler'};
/** In Node only a stream answers anything but JSON. */
const BINARY = {...HANDLERS, nodejs: 'index.bytes'};

const scripts = (family: keyof typeof HANDLERS, handler: string): Subject['functions'] => ({
  cases: {code: join(FIXTURES, `${family}-cases`), handler},
  binary: {code: join(FIXTURES, `${family}-cases`), handler: BINARY[family]},
  import: {code: join(FIXTURES, `${family}-init-import`), handler},
  syntax: {code: join(FIXTURES, `${family}-init-syntax`), handler},
  handler: {code: join(FIXTURES, `${family}-init-handler`), handler},
  exit: {code: join(FIXTURES, `${family}-init-exit`), handler},
});

/** One program whose handlers have different names. */
const program = (code: string, handlers: Readonly<Partial<Record<Behaviour, string>>>) =>
  Object.fromEntries(
    Object.entries(handlers).map(([behaviour, handler]) => [behaviour, {code, handler}]),
  ) as Subject['functions'];

const interpreted = (
  family: keyof typeof HANDLERS,
  runtime: string,
  dialect: Dialect = DIALECTS[family],
): Subject => ({
  name: runtime,
  runtime,
  dialect,
  functions: scripts(family, HANDLERS[family]),
  missing: null,
});

async function compiledSubject(language: 'go' | 'rust', name: string): Promise<Subject> {
  const {folder, reason} = await compiled(language);
  return {
    name,
    runtime: 'provided.al2023',
    dialect: DIALECTS[language],
    functions: program(folder ?? '', {cases: 'main', binary: 'main', exit: 'exits'}),
    missing: reason ?? null,
  };
}

function javaSubject(runtime: string, {folder, reason}: Compiled): Subject {
  return {
    name: runtime,
    runtime,
    dialect: DIALECTS.java,
    functions: program(folder ?? '', {
      cases: 'cases.Handler',
      binary: 'cases.Streamed',
      import: 'cases.Imports::handle',
      exit: 'cases.Exits::handle',
    }),
    missing: reason ?? null,
  };
}

const shell: Subject = {
  name: 'provided.al2023 (shell)',
  runtime: 'provided.al2023',
  dialect: DIALECTS.shell,
  functions: {
    ...program(join(FIXTURES, 'shell-cases'), {
      cases: 'main',
      binary: 'main',
      import: 'imports',
      handler: 'missing',
      exit: 'exits',
    }),
    syntax: {code: join(FIXTURES, 'shell-init-syntax'), handler: 'main'},
  },
  missing: null,
};

const withImages = (subject: Subject, {missing}: Runnable): Subject => ({
  ...subject,
  missing: missing ?? subject.missing,
});

/** Every runtime that lambdock knows a test for; what cannot run here says why. */
export async function subjects(): Promise<readonly Subject[]> {
  const java = await compiled('java');
  const all = [
    interpreted('nodejs', 'nodejs20.x'),
    interpreted('nodejs', 'nodejs22.x'),
    interpreted('nodejs', 'nodejs24.x', DIALECTS.nodejs24),
    interpreted('python', 'python3.11'),
    interpreted('python', 'python3.12'),
    interpreted('python', 'python3.13'),
    interpreted('python', 'python3.14'),
    javaSubject('java17', java),
    javaSubject('java21', java),
    javaSubject('java25', java),
    interpreted('ruby', 'ruby3.3'),
    shell,
    await compiledSubject('go', 'provided.al2023 (Go)'),
    await compiledSubject('rust', 'provided.al2023 (Rust)'),
  ];
  return Promise.all(
    all.map(async (subject) => withImages(subject, await runnable(subject.runtime))),
  );
}

/** The name of a subject's function in the project. */
export const functionName = ({name}: Subject, behaviour: Behaviour): string =>
  `${name.replaceAll(/[^\w]+/g, '-').replace(/-$/, '')}-${behaviour}`;

/** Writes the project of all subjects; its place is the same in every run, as its images are kept. */
export async function writeProject(all: readonly Subject[]): Promise<string> {
  const functions = all
    .filter(({missing}) => missing === null)
    .flatMap((subject) =>
      Object.entries(subject.functions).map(([behaviour, {code, handler}]) => [
        functionName(subject, behaviour as Behaviour),
        {runtime: subject.runtime, handler, code},
      ]),
    );
  const file = join(TEST_CACHE, 'projects', FIXTURES.replaceAll(/\W+/g, '-'), 'lambdock.yml');
  await mkdir(dirname(file), {recursive: true});
  const project = {
    version: 1,
    defaults: {timeout: 15, memory: 256},
    functions: Object.fromEntries(functions) as unknown,
  };
  await writeFile(file, JSON.stringify(project, null, 2));
  return file;
}
