import {parameterPair} from '../core/cloudformation/parameter-overrides.js';
import type {FunctionOverrides, LambdockOptions} from '../core/options.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** Values of the flags that describe project, function, container, images and engine. */
export interface OptionFlags {
  readonly project?: string | undefined;
  readonly stage?: string | undefined;
  readonly env?: readonly string[] | undefined;
  readonly 'env-file'?: readonly string[] | undefined;
  readonly param?: readonly string[] | undefined;
  readonly stack?: string | undefined;
  readonly 'lock-file'?: string | undefined;
  readonly runtime?: string | undefined;
  readonly handler?: string | undefined;
  readonly code?: string | undefined;
  readonly image?: string | undefined;
  readonly layer?: readonly string[] | undefined;
  readonly timeout?: number | undefined;
  readonly memory?: number | undefined;
  readonly architecture?: FunctionOverrides['architecture'] | undefined;
  readonly driver?: LambdockOptions['driver'] | undefined;
  readonly network?: string | undefined;
  readonly 'add-host'?: readonly string[] | undefined;
  readonly dns?: readonly string[] | undefined;
  readonly mount?: readonly string[] | undefined;
  readonly 'no-memory-limit'?: boolean | undefined;
  readonly extensions?: boolean | undefined;
  readonly 'aws-profile'?: string | undefined;
  readonly 'aws-env'?: boolean | undefined;
  readonly region?: string | undefined;
  readonly pull?: LambdockOptions['pull'] | undefined;
  readonly hooks?: string | undefined;
  readonly registry?: string | undefined;
  readonly 'stand-in'?: LambdockOptions['standIn'] | undefined;
  readonly 'layers-cache'?: string | undefined;
  readonly 'layers-cache-size'?: number | undefined;
  readonly 'layer-map'?: readonly string[] | undefined;
  readonly offline?: boolean | undefined;
  readonly 'docker-host'?: string | undefined;
  readonly 'docker-context'?: string | undefined;
}

/** The options of `createLambdock` that flags describe; what was not given is left out. */
export function lambdockOptions(
  flags: OptionFlags,
  variables: Readonly<Record<string, string | undefined>>,
): LambdockOptions {
  return given({
    project: flags.project,
    stage: flags.stage,
    overrides: overridesOf(flags),
    env: variablesOf(flags.env, variables),
    envFiles: flags['env-file'],
    hooks: flags.hooks,
    params: paramsOf(flags.param),
    stack: flags.stack,
    lockFile: flags['lock-file'],
    registry: flags.registry,
    pull: flags.pull,
    standIn: flags['stand-in'],
    layersCache: flags['layers-cache'],
    layersCacheSizeMb: flags['layers-cache-size'],
    layerMap: layerMapOf(flags['layer-map']),
    offline: flags.offline === true ? true : undefined,
    dockerHost: flags['docker-host'],
    dockerContext: flags['docker-context'],
    driver: flags.driver,
    network: flags.network,
    addHosts: flags['add-host'],
    dns: flags.dns,
    mounts: flags.mount,
    awsProfile: flags['aws-profile'],
    region: flags.region,
    awsEnv: flags['aws-env'] === true ? true : undefined,
    memoryLimit: flags['no-memory-limit'] === true ? false : undefined,
    extensions: flags.extensions,
  });
}

const overridesOf = (flags: OptionFlags): FunctionOverrides | undefined => {
  const overrides = given({
    runtime: flags.runtime,
    handler: flags.handler,
    code: flags.code,
    image: flags.image,
    layers: flags.layer,
    timeoutSeconds: flags.timeout,
    memoryMb: flags.memory,
    architecture: flags.architecture,
  });
  return Object.keys(overrides).length === 0 ? undefined : overrides;
};

function layerMapOf(
  pairs: readonly string[] | undefined,
): Readonly<Record<string, string>> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const split = pair.indexOf('=');
      if (split > 0 && split < pair.length - 1)
        return [pair.slice(0, split), pair.slice(split + 1)];
      throw new LambdockError('USAGE', {
        message: `--layer-map ${pair}: an ARN and a path with "=" between them are expected`,
        suggestions: ['--layer-map arn:aws:lambda:eu-west-1:111122223333:layer:shared:7=./shared'],
      });
    }),
  );
}

function paramsOf(
  pairs: readonly string[] | undefined,
): Readonly<Record<string, string>> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const found = parameterPair(pair);
      if (found !== undefined) return found;
      throw new LambdockError('USAGE', {
        message: `--param ${pair}: a name and a value with "=" between them are expected`,
        suggestions: ['--param Stage=prod'],
      });
    }),
  );
}

function variablesOf(
  pairs: readonly string[] | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries(pairs.map((pair) => variableOf(pair, variables)));
}

/** Only the first `=` splits; a name alone asks for the caller's own value, as `docker run -e` does. */
function variableOf(
  pair: string,
  variables: Readonly<Record<string, string | undefined>>,
): [string, string] {
  const split = pair.indexOf('=');
  const name = split === -1 ? pair : pair.slice(0, split);
  if (name === '') {
    throw new LambdockError('USAGE', {
      message: `--env ${pair}: a name is missing before "="`,
      suggestions: ['--env NAME=VALUE'],
    });
  }
  const value = split === -1 ? variables[name] : pair.slice(split + 1);
  if (value === undefined) {
    throw new LambdockError('USAGE', {
      message: `--env ${name}: ${name} is not set in this shell, and no value is given`,
      suggestions: [`--env ${name}=VALUE`],
    });
  }
  return [name, value];
}

type Given<T> = {[K in keyof T]?: Exclude<T[K], undefined>};

/** The same object without what is undefined. */
const given = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
