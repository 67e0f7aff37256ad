import {resolve} from 'node:path';
import {randomUUID} from 'node:crypto';
import type {EnvFile} from '../config/env-file.js';
import {hostVariables} from '../config/host-variables.js';
import {DUMMY_CREDENTIALS, type Credentials} from '../core/credentials.js';
import {DEFAULTS} from '../core/defaults.js';
import {checkEnvironment} from '../core/check-environment.js';
import {sandboxEnvironment} from '../core/environment.js';
import type {Driver} from '../core/driver.js';
import {loopbackWarnings, type PublishedService} from '../core/loopback-values.js';
import type {ContextOverrides} from '../core/options.js';
import {secretValues} from '../core/redact-line.js';
import type {ResolvedEnvironment} from '../core/resolved-environment.js';
import {resolveEnvironment, type FindValue} from '../environment/resolve-environment.js';
import type {AwsAt} from './aws.js';
import type {ProjectFunction} from './images.js';
import type {Session} from './session.js';

/** What a function's container gets. */
export interface FunctionEnvironment {
  /** The function's own variables, resolved. */
  readonly own: ResolvedEnvironment;
  /** Every variable by name, once the image's own are known. */
  all(imageEnvironment: readonly string[]): Readonly<Record<string, string>>;
  /** The same as `NAME=value`. */
  variables(imageEnvironment: readonly string[]): readonly string[];
  readonly timeoutMs: number;
  readonly region: string;
}

/** Values of secret variables, and of credentials that are real. */
export function secretsOf(environment: FunctionEnvironment): readonly string[] {
  const given = environment.all([]);
  const real = REAL_SECRETS.flatMap((name) => given[name] ?? []);
  return [
    ...secretValues(environment.own),
    ...real.filter((value) => value !== DUMMY_CREDENTIALS.secretAccessKey),
  ];
}

const REAL_SECRETS = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** Whose environment is wanted. */
export interface EnvironmentRequest extends ProjectFunction {
  readonly context: ContextOverrides | undefined;
  readonly driver: Driver;
  /** What a compose file beside the project publishes, for a service of such a file. */
  readonly published?: readonly PublishedService[];
}

/** Gathers a function's variables, credentials and region from every source, lowest first. */
export async function environmentOf(
  session: Session,
  target: EnvironmentRequest,
): Promise<FunctionEnvironment> {
  const {spec, context, driver, published} = target;
  const own = await ownVariables(session, target, session.aws.at);
  for (const warning of loopbackWarnings(spec.name, own, published)) session.warn(warning);
  const {credentials, region} = await identityOf(session, target);
  const all: FunctionEnvironment['all'] = (imageEnvironment) =>
    sandboxEnvironment({
      spec,
      variables: own,
      credentials,
      region,
      context,
      driver,
      now: new Date(),
      streamId: randomUUID(),
      imageEnvironment,
    });
  return {
    region: regionOf(own) ?? region,
    own,
    timeoutMs:
      context?.timeoutSeconds === undefined ? spec.timeoutMs : context.timeoutSeconds * 1000,
    all,
    variables: (imageEnvironment) =>
      Object.entries(all(imageEnvironment)).map(([name, value]) => `${name}=${value}`),
  };
}

/** A region that the function is given by a variable of its own. */
const regionOf = (variables: ResolvedEnvironment): string | undefined =>
  (variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'])?.value;

/** The function's own variables: what the project declares, with what the caller gives over it. */
export async function ownVariables(
  session: Session,
  target: ProjectFunction,
  aws: AwsAt,
): Promise<ResolvedEnvironment> {
  const {options} = session;
  const files = await envFilesOf(options.envFiles ?? [], resolve(options.cwd ?? '.'));
  let found: Promise<FindValue> | undefined;
  const variables = await resolveEnvironment(
    target.spec,
    {files, env: options.env ?? {}},
    // Most functions refer to nothing: what looks things up is loaded for those that do.
    async (value) => (await (found ??= finder(session, target, aws)))(value),
  );
  // Told before anything is built or started.
  checkEnvironment(variables);
  return variables;
}

async function finder(
  {options, aws: asked}: Session,
  {project, spec}: ProjectFunction,
  aws: AwsAt,
): Promise<FindValue> {
  const {findValue} = await import('../environment/find-value.js');
  const {region: home, stack: named} = project;
  const place = {root: project.file === null ? null : project.root, region: home, stack: named};
  // A lock says for which stack it was made, so that its users need not.
  const isLocking = aws !== asked.at;
  const stack =
    options.stack ??
    project.stack ??
    (isLocking ? null : ((await asked.lock(place))?.stack ?? null));
  const {awsProfile, awsEnv, region} = options;
  return findValue(spec, {
    aws: aws(place),
    stack,
    params: Object.keys(options.params ?? {}),
    region: region ?? project.region ?? DEFAULTS.region,
    projectName: project.name,
    isAwsWanted:
      isLocking ||
      awsProfile !== undefined ||
      awsEnv === true ||
      (options.stack ?? project.stack) !== undefined,
  });
}

async function envFilesOf(files: readonly string[], folder: string): Promise<readonly EnvFile[]> {
  if (files.length === 0) return [];
  const {readEnvFile} = await import('../config/env-file.js');
  return Promise.all(files.map((file) => readEnvFile(resolve(folder, file), file)));
}

/** Real credentials only when asked for: the SDK is not even loaded before. */
async function identityOf(
  {options}: Session,
  {project}: ProjectFunction,
): Promise<{credentials: Credentials; region: string}> {
  const region = options.region ?? project.region;
  if (options.awsProfile === undefined && options.awsEnv !== true) {
    return {credentials: DUMMY_CREDENTIALS, region: region ?? DEFAULTS.region};
  }
  const {withQuietSdk} = await import('../config/quiet-sdk.js');
  return withQuietSdk(async () => {
    const {awsIdentity} = await import('../aws/credentials.js');
    return awsIdentity({
      profile: options.awsProfile,
      fromEnvironment: options.awsEnv === true,
      region,
      variables: hostVariables(),
    });
  });
}
