import {checkEnvironment} from './check-environment.js';
import type {Driver} from './driver.js';
import type {Credentials} from './credentials.js';
import {nameInAws} from './function-in-aws.js';
import type {FunctionSpec} from './function-spec.js';
import {logStreamName} from './log-stream.js';
import type {ContextOverrides} from './options.js';
import type {ResolvedEnvironment} from './resolved-environment.js';
import {findRuntime} from './runtime.js';

/** What a sandbox's environment is made of. */
export interface SandboxEnvironmentInput {
  readonly spec: FunctionSpec;
  readonly variables: ResolvedEnvironment;
  readonly credentials: Credentials;
  readonly region: string;
  readonly context?: ContextOverrides | undefined;
  readonly driver: Driver;
  /** For the name of the log stream. */
  readonly now: Date;
  /** 32 hexadecimal digits, or a uuid: the end of the log stream's name. */
  readonly streamId: string;
  /** `NAME=value` of the image, where known: what an AWS base image sets is added if it is absent. */
  readonly imageEnvironment?: readonly string[] | undefined;
}

/** Variables by name. */
type Variables = Readonly<Record<string, string>>;

/** Set by AWS's base images; an image of the user's own may lack them. */
const OF_BASE_IMAGES: Variables = {
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
};

/**
 * Everything a container gets: Lambda's own variables, then the function's. The emulator hides
 * nothing, so its timeout setting is seen by the function too; without it there is none.
 */
export function sandboxEnvironment(input: SandboxEnvironmentInput): Variables {
  checkEnvironment(input.variables);
  const own = Object.fromEntries(
    Object.entries(input.variables).map(([name, {value}]) => [name, value]),
  );
  return {
    ...absentFromImage(input.imageEnvironment),
    ...functionVariables(input),
    ...regionVariables(input.region, own),
    ...credentialVariables(input.credentials, own),
    TZ: ':UTC',
    // Without it X-Ray's SDKs throw where there is no trace, as here.
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    ...own,
  };
}

function functionVariables({
  spec,
  context = {},
  driver,
  now,
  streamId,
}: SandboxEnvironmentInput): Variables {
  const name = nameInAws(spec, context);
  const version = context.functionVersion ?? '$LATEST';
  const executionEnv = spec.runtime === null ? null : findRuntime(spec.runtime)?.executionEnv;
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(context.memoryLimitInMB ?? spec.memoryMb),
    ...(driver === 'rie' && {
      AWS_LAMBDA_FUNCTION_TIMEOUT: String(
        context.timeoutSeconds ?? Math.ceil(spec.timeoutMs / 1000),
      ),
    }),
    AWS_LAMBDA_LOG_GROUP_NAME: context.logGroupName ?? spec.logging?.group ?? `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: context.logStreamName ?? logStreamName(now, streamId, version),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    ...loggingVariables(spec.logging),
    ...(executionEnv === null || executionEnv === undefined
      ? {}
      : {AWS_EXECUTION_ENV: executionEnv}),
  };
}

/** As Lambda does: nothing for text, format and level for JSON; the runtimes want the level in capitals. */
const loggingVariables = (logging: FunctionSpec['logging']): Variables =>
  logging?.format === 'JSON'
    ? {
        AWS_LAMBDA_LOG_FORMAT: 'JSON',
        AWS_LAMBDA_LOG_LEVEL: (logging.applicationLevel ?? 'INFO').toUpperCase(),
      }
    : {};

/** A region that the caller gives by one of the two names counts for both. */
function regionVariables(region: string, own: Variables): Variables {
  const given = own['AWS_REGION'] ?? own['AWS_DEFAULT_REGION'] ?? region;
  return {AWS_REGION: given, AWS_DEFAULT_REGION: given};
}

/** Keys of the caller's own never meet the secret or the token of someone else. */
function credentialVariables(credentials: Credentials, own: Variables): Variables {
  if (own['AWS_ACCESS_KEY_ID'] !== undefined && own['AWS_SECRET_ACCESS_KEY'] !== undefined)
    return {};
  const {accessKeyId, secretAccessKey, sessionToken} = credentials;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === null ? {} : {AWS_SESSION_TOKEN: sessionToken}),
  };
}

/** The names of variables: `NAME=value`. */
export const namesOf = (pairs: readonly string[]): ReadonlySet<string | undefined> =>
  new Set(pairs.map((pair) => pair.split('=', 1)[0]));

function absentFromImage(imageEnvironment: readonly string[] | undefined): Variables {
  if (imageEnvironment === undefined) return {};
  const present = namesOf(imageEnvironment);
  return Object.fromEntries(Object.entries(OF_BASE_IMAGES).filter(([name]) => !present.has(name)));
}
