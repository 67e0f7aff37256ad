import type {Credentials} from '../core/credentials.js';
import {DEFAULTS} from '../core/defaults.js';
import {closest} from '../core/nearest-name.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** Whose credentials a function gets, because a flag asked for them. */
export interface IdentityRequest {
  /** `--aws-profile`. */
  readonly profile?: string | undefined;
  /** `--aws-env`: the caller's own AWS_* variables. */
  readonly fromEnvironment: boolean;
  /** What flag or project say, before anything that goes with the credentials. */
  readonly region?: string | undefined;
  /** The caller's environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Credentials for a function, and the region it is in. */
export interface AwsIdentity {
  readonly credentials: Credentials;
  readonly region: string;
}

type Profile = Readonly<Record<string, string | undefined>>;

/** The credentials that were asked for; rejects with AWS_CREDENTIALS when there are none that work. */
export async function awsIdentity(request: IdentityRequest): Promise<AwsIdentity> {
  const {profile} = oneOf(request);
  return profile === undefined ? ofEnvironment(request) : ofProfile(profile, request);
}

/** The region that goes with credentials, which are not looked at: a token may have to be fetched for them. */
export async function regionOfIdentity(request: IdentityRequest): Promise<string | undefined> {
  const {profile, variables} = oneOf(request);
  return profile === undefined
    ? regionOfEnvironment(variables)
    : (await profileOf(profile, filesOf(variables)))['region'];
}

function oneOf(request: IdentityRequest): IdentityRequest {
  const {profile, fromEnvironment} = request;
  if (profile === undefined || !fromEnvironment) return request;
  throw new LambdockError('USAGE', {
    message: '--aws-profile and --aws-env both give credentials',
    suggestions: ['give one of them'],
  });
}

const regionOfEnvironment = (variables: IdentityRequest['variables']): string | undefined =>
  textOr(variables['AWS_REGION'], undefined) ?? textOr(variables['AWS_DEFAULT_REGION'], undefined);

function ofEnvironment({region, variables}: IdentityRequest): AwsIdentity {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
  const missing = names.filter((name) => !variables[name]);
  if (missing.length > 0) {
    throw new LambdockError('AWS_CREDENTIALS', {
      message: `--aws-env asks for your AWS_* variables, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set`,
      suggestions: ['set them in this shell', 'or take a profile: --aws-profile NAME'],
      details: {missing},
    });
  }
  return {
    credentials: {
      accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: textOr(variables['AWS_SESSION_TOKEN'], null),
    },
    region: region ?? regionOfEnvironment(variables) ?? DEFAULTS.region,
  };
}

/** An empty variable counts as none. */
const textOr = <T>(text: string | undefined, other: T): string | T =>
  text === undefined || text === '' ? other : text;

async function ofProfile(name: string, request: IdentityRequest): Promise<AwsIdentity> {
  const files = filesOf(request.variables);
  const profile = await profileOf(name, files);
  const region = request.region ?? profile['region'] ?? DEFAULTS.region;
  return {credentials: await credentialsOf(name, {profile, files, region}), region};
}

/** A profile as the files of the AWS command line tell it. */
async function profileOf(name: string, files: Files): Promise<Profile> {
  const {parseKnownFiles} = await import('@smithy/core/config');
  const profiles: Readonly<Record<string, Profile>> = await parseKnownFiles(files).catch(
    (cause: unknown) => {
      throw failed(name, cause);
    },
  );
  const profile = profiles[name];
  if (profile === undefined) throw noProfile(name, Object.keys(profiles));
  return profile;
}

interface Files {
  readonly configFilepath?: string;
  readonly filepath?: string;
}

const filesOf = (variables: IdentityRequest['variables']): Files => {
  const config = textOr(variables['AWS_CONFIG_FILE'], null);
  const credentials = textOr(variables['AWS_SHARED_CREDENTIALS_FILE'], null);
  return {
    ...(config === null ? {} : {configFilepath: config}),
    ...(credentials === null ? {} : {filepath: credentials}),
  };
};

interface Source {
  readonly profile: Profile;
  readonly files: Files;
  readonly region: string;
}

/** Static keys, SSO, an assumed role, a process: the SDK knows them all. */
async function credentialsOf(name: string, {profile, files, region}: Source): Promise<Credentials> {
  try {
    const {fromIni} = await import('@aws-sdk/credential-providers');
    const found = await fromIni({profile: name, ...files, clientConfig: {region}})();
    const {accessKeyId, secretAccessKey, sessionToken, expiration} = found;
    if (expiration !== undefined && expiration.getTime() <= Date.now()) {
      throw new Error(`they expired at ${expiration.toISOString()}`);
    }
    return {accessKeyId, secretAccessKey, sessionToken: textOr(sessionToken, null)};
  } catch (cause) {
    throw failed(name, cause, profile);
  }
}

function failed(name: string, cause: unknown, profile: Profile = {}): LambdockError {
  const isSso = profile['sso_session'] !== undefined || profile['sso_start_url'] !== undefined;
  return new LambdockError('AWS_CREDENTIALS', {
    message: `the profile ${name} gives no credentials: ${(cause as Error).message}`,
    suggestions: [
      isSso
        ? `log in again: aws sso login --profile ${name}`
        : `try: aws sts get-caller-identity --profile ${name}`,
      'without --aws-profile the function gets dummy credentials',
    ],
    details: {profile: name},
    cause,
  });
}

function noProfile(name: string, known: readonly string[]): LambdockError {
  const nearest = closest(name, known);
  return new LambdockError('AWS_CREDENTIALS', {
    message: `there is no AWS profile ${name}${known.length === 0 ? '' : `; there are ${known.join(', ')}`}`,
    suggestions: [
      nearest === undefined ? `aws configure --profile ${name}` : `did you mean ${nearest}?`,
    ],
    details: {profile: name, known, nearest: nearest ?? null},
  });
}
