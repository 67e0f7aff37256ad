import {dirname, extname} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {readSource} from '../config/read-source.js';
import {readText} from '../config/read-text.js';
import {awaiting} from '../core/awaited.js';
import type {Project} from '../core/project.js';
import type {SourceFile} from '../core/source-file.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {changedAt} from '../files/changed-at.js';
import {moduleFile} from '../readers/serverless/file-source.js';
import {readServerless} from '../readers/serverless/read-serverless.js';
import type {ServerlessFlags} from '../readers/serverless/serverless-tools.js';
import type {AwsLookup} from '../core/aws-lookup.js';
import type {LambdockOptions} from '../core/options.js';
import {isOnlyImage} from '../core/override-function.js';
import {shownFrom} from './shown-from.js';

/** What a serverless project is read with besides its file. */
export interface ServerlessContext {
  readonly options: LambdockOptions;
  /** Loads nothing before it is asked. */
  readonly aws?:
    ((place: {readonly root: string; readonly region: string}) => AwsLookup) | undefined;
}

/** Reads a project of the Serverless Framework; messages name its file relative to `folder`. */
export async function readServerlessProject(
  file: string,
  folder: string,
  {options, aws}: ServerlessContext,
): Promise<Project> {
  const root = dirname(file);
  const shown = (path: string): string => shownFrom(folder, path);
  const said = new Set<string>();
  return readServerless({
    file: await readProjectFile(file, shown(file)),
    flags: flagsOf(options),
    variables: hostVariables(),
    dotenv: async (stage) =>
      (await import('../config/stage-dotenv.js')).stageDotenv({
        folder: root,
        stage,
        variables: hostVariables(),
      }),
    readSource: (path) => ifThere(() => readSource(path, shown(path))),
    loadModule,
    readText: (path) =>
      ifThere(() =>
        readText({
          file: path,
          shownAs: shown(path),
          what: 'file',
          missing: 'PROJECT_NOT_FOUND',
          unreadable: 'PROJECT_INVALID',
        }),
      ),
    git: async (question) => (await import('../files/git-facts.js')).gitFact(root, question),
    aws: (region) =>
      aws === undefined ? Promise.reject(noAws()) : Promise.resolve(aws({root, region})),
    changedAt,
    warn: (message) => {
      if (!said.has(message)) options.onWarning?.(message);
      said.add(message);
    },
  });
}

const noAws = (): LambdockError =>
  new LambdockError('REFERENCE_UNRESOLVED', {message: 'AWS cannot be asked here'});

const loadModule = async (file: string): Promise<unknown> =>
  (await import('../modules/load-config-module.js')).loadConfigModule(file);

/** A module may export the project, a promise of it, or a function that gives it. */
async function readProjectFile(file: string, shownAs: string): Promise<SourceFile> {
  if (!/^\.[cm]?[jt]s$/.test(extname(file))) return readSource(file, shownAs);
  try {
    const value = await awaiting({what: shownAs, code: 'PROJECT_INVALID'}, async () => {
      const exported = await loadModule(file);
      return typeof exported === 'function' ? (exported as () => unknown)() : exported;
    });
    return moduleFile({file, shownAs, value});
  } catch (cause) {
    if (isLambdockError(cause)) throw cause;
    const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    throw new LambdockError('PROJECT_INVALID', {
      message: `${shownAs} cannot be loaded: ${reason}`,
      suggestions: ['correct the module: Node runs it as the Serverless Framework does'],
      details: {file},
      cause,
    });
  }
}

function ifThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isLambdockError(error) && error.code === 'PROJECT_NOT_FOUND') return null;
    throw error;
  }
}

const flagsOf = (options: LambdockOptions): ServerlessFlags => {
  const {overrides = {}} = options;
  return {
    stage: options.stage ?? null,
    region: options.region ?? null,
    profile: options.awsProfile ?? null,
    params: options.params ?? {},
    stack: options.stack ?? null,
    overridden: {
      runtime: overrides.runtime !== undefined || overrides.image !== undefined,
      handler: overrides.handler !== undefined,
      code: overrides.code !== undefined,
      image: isOnlyImage(overrides),
      layers: overrides.layers !== undefined,
      memory: overrides.memoryMb !== undefined,
      timeout: overrides.timeoutSeconds !== undefined,
      architecture: overrides.architecture !== undefined,
    },
  };
};
