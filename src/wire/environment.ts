import {resolve} from 'node:path';
import {randomUUID} from 'node:crypto';
import type {EnvFile} from '../config/env-file.js';
import {hostVariables} from '../config/host-variables.js';
import {DUMMY_CREDENTIALS, type Credentials} from '../core/credentials.js';
import {DEFAULTS} from '../core/defaults.js';
import {checkEnvironment} from '../core/check-environment.js';
import {sandboxEnvironment} from '../core/environment.js';
import type {Driver} from '../core/driver.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ContextOverrides} from '../core/options.js';
import type {ResolvedEnvironment} from '../core/resolved-environment.js';
import {resolveEnvironment} from '../environment/resolve-environment.js';
import type {Session} from './session.js';

/** What a function's container gets. */
export interface FunctionEnvironment {
  /** Every variable as `NAME=value`, once the image's own are known. */
  variables(imageEnvironment: readonly string[]): readonly string[];
  readonly timeoutMs: number;
  readonly region: string;
}

/** Whose environment is wanted. */
export interface EnvironmentRequest {
  readonly spec: FunctionSpec;
  readonly context: ContextOverrides | undefined;
  readonly driver: Driver;
}

/** Gathers a function's variables, credentials and region from every source, lowest first. */
export async function environmentOf(
  {options}: Session,
  {spec, context, driver}: EnvironmentRequest,
): Promise<FunctionEnvironment> {
  const folder = resolve(options.cwd ?? '.');
  const files = await envFilesOf(options.envFiles ?? [], folder);
  const variables = resolveEnvironment(spec, {files, env: options.env ?? {}});
  // Told before anything is built or started.
  checkEnvironment(variables);
  const {credentials, region} = await identityOf(options);
  return {
    region: regionOf(variables) ?? region,
    timeoutMs:
      context?.timeoutSeconds === undefined ? spec.timeoutMs : context.timeoutSeconds * 1000,
    variables: (imageEnvironment) =>
      sandboxEnvironment({
        spec,
        variables,
        credentials,
        region,
        context,
        driver,
        now: new Date(),
        streamId: randomUUID(),
        imageEnvironment,
      }),
  };
}

/** A region that the function is given by a variable of its own. */
const regionOf = (variables: ResolvedEnvironment): string | undefined =>
  (variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'])?.value;

async function envFilesOf(files: readonly string[], folder: string): Promise<readonly EnvFile[]> {
  if (files.length === 0) return [];
  const {readEnvFile} = await import('../config/env-file.js');
  return Promise.all(files.map((file) => readEnvFile(resolve(folder, file), file)));
}

/** Real credentials only when asked for: the SDK is not even loaded before. */
async function identityOf(
  options: Session['options'],
): Promise<{credentials: Credentials; region: string}> {
  if (options.awsProfile === undefined && options.awsEnv !== true) {
    return {credentials: DUMMY_CREDENTIALS, region: options.region ?? DEFAULTS.region};
  }
  const {withQuietSdk} = await import('../config/quiet-sdk.js');
  return withQuietSdk(async () => {
    const {awsIdentity} = await import('../aws/credentials.js');
    return awsIdentity({
      profile: options.awsProfile,
      fromEnvironment: options.awsEnv === true,
      region: options.region,
      variables: hostVariables(),
    });
  });
}
