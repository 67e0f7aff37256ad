import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {readSource} from '../../src/config/read-source.js';
import {readText} from '../../src/config/read-text.js';
import {stageDotenv} from '../../src/config/stage-dotenv.js';
import type {AwsLookup} from '../../src/core/aws-lookup.js';
import type {DeclaredValue, FunctionSpec} from '../../src/core/function-spec.js';
import {isDeferred} from '../../src/core/reference-scope.js';
import type {Project} from '../../src/core/project.js';
import {isLambdockError} from '../../src/errors/lambdock-error.js';
import {changedAt} from '../../src/files/changed-at.js';
import {gitFact} from '../../src/files/git-facts.js';
import {loadConfigModule} from '../../src/modules/load-config-module.js';
import {readServerless} from '../../src/readers/serverless/read-serverless.js';
import type {ServerlessFlags} from '../../src/readers/serverless/serverless-tools.js';
import {inTempFolder, type TempFiles} from './in-temp-folder.js';

/** What differs from a project that is read without flags, variables and AWS. */
export interface ServerlessSurroundings {
  readonly flags?: Partial<ServerlessFlags>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly aws?: Partial<AwsLookup>;
  /** Makes the folder a git repository with one commit. */
  readonly git?: boolean;
}

/** A serverless project that has been read, and what was asked and said meanwhile. */
export interface ReadProject {
  readonly folder: string;
  readonly project: Project;
  /** Regions in which AWS was asked for. */
  readonly asked: readonly string[];
  readonly warnings: readonly string[];
  readonly spec: (name: string) => Promise<FunctionSpec>;
  /** A variable of a function as it reaches its container. */
  readonly variable: (name: string, variable: string) => Promise<unknown>;
}

const NO_FLAGS: ServerlessFlags = {
  stage: null,
  region: null,
  profile: null,
  params: {},
  stack: null,
  overridden: {
    runtime: false,
    handler: false,
    code: false,
    image: false,
    layers: false,
    memory: false,
    timeout: false,
    architecture: false,
  },
};

/** Reads a project with the real readers in a temporary folder. */
export const withServerless = <T>(
  files: TempFiles,
  surroundings: ServerlessSurroundings,
  work: (read: ReadProject) => Promise<T>,
): Promise<T> =>
  inTempFolder(files, async (folder) => {
    if (surroundings.git === true) commit(folder);
    return work(await read(folder, surroundings));
  });

async function read(folder: string, surroundings: ServerlessSurroundings): Promise<ReadProject> {
  const asked: string[] = [];
  const warnings: string[] = [];
  const {variables = {}, aws = {}} = surroundings;
  const shown = (path: string): string => path.replace(`${folder}/`, '');
  const project = await readServerless({
    file: readSource(join(folder, 'serverless.yml'), 'serverless.yml'),
    flags: {...NO_FLAGS, ...surroundings.flags},
    variables,
    dotenv: (stage) => stageDotenv({folder, stage, variables}),
    readSource: (path) => ifThere(() => readSource(path, shown(path))),
    loadModule: loadConfigModule,
    readText: (file) =>
      ifThere(() =>
        readText({
          file,
          shownAs: file,
          what: 'file',
          missing: 'PROJECT_NOT_FOUND',
          unreadable: 'PROJECT_INVALID',
        }),
      ),
    git: (question) => gitFact(folder, question),
    aws: (region) => {
      asked.push(region);
      return Promise.resolve(aws as AwsLookup);
    },
    changedAt,
    warn: (message) => warnings.push(message),
  });
  const spec = async (name: string): Promise<FunctionSpec> => {
    const entry = project.functions.find((found) => found.name === name);
    if (entry === undefined) throw new Error(`no function ${name}`);
    return entry.spec();
  };
  return {
    folder,
    project,
    asked,
    warnings,
    spec,
    variable: async (name, variable) => found((await spec(name)).environment[variable]?.value),
  };
}

const found = async (value: DeclaredValue | undefined): Promise<unknown> =>
  isDeferred(value) ? (await value.find()).value : value;

function ifThere<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isLambdockError(error) && error.code === 'PROJECT_NOT_FOUND') return null;
    throw error;
  }
}

function commit(folder: string): void {
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  git('init', '-q', '-b', 'trunk');
  git('add', '-A');
  git('commit', '-q', '-m', 'first words');
}
