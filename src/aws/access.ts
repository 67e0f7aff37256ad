import {DEFAULTS} from '../core/defaults.js';
import {awsIdentity} from './credentials.js';
import {lookupError, type Question} from './lookup-error.js';

/** Who asks AWS for values, and where. */
export interface LookupIdentity {
  /** `--aws-profile`. */
  readonly profile?: string | undefined;
  /** `--aws-env`: the caller's own AWS_* variables and nothing else. */
  readonly fromEnvironment: boolean;
  /** What flag or project say; else what goes with credentials that a flag names. */
  readonly region?: string | undefined;
  /** The caller's environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** What a client of the SDK is made of. */
export interface ClientSettings {
  readonly region: string;
  readonly requestHandler: {readonly connectionTimeout: number; readonly requestTimeout: number};
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** A client of the SDK for one question, or a few. */
interface Client {
  destroy(): void;
}

/** One question to AWS: with which client, and in whose words its failure is told. */
export interface Ask<C extends Client, T> {
  readonly question: Omit<Question, 'region' | 'profile'>;
  /** Another region than the usual one. */
  readonly region?: string | undefined;
  readonly client: (settings: ClientSettings) => Promise<C>;
  readonly send: (client: C, options: {readonly abortSignal?: AbortSignal}) => Promise<T>;
}

/** Asks AWS, each question with the same credentials. */
export interface Access {
  ask<C extends Client, T>(ask: Ask<C, T>): Promise<T>;
}

/** How long AWS may take to take a connection, and to answer. */
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;

/**
 * Asks with the credentials that a flag names, else with those that the SDK finds (environment,
 * profile, SSO, an assumed role, the machine's own). A profile is read once, at the first question.
 */
export function awsAccess(identity: LookupIdentity): Access {
  const {profile, signal} = identity;
  let usual: Promise<ClientSettings> | undefined;
  return {
    async ask({question, region: elsewhere, client: open, send}) {
      const settings = await (usual ??= settingsOf(identity));
      const region = elsewhere ?? settings.region;
      const client = await open({...settings, region});
      try {
        return await send(client, signal === undefined ? {} : {abortSignal: signal});
      } catch (error) {
        signal?.throwIfAborted();
        throw lookupError({...question, region, profile}, error);
      } finally {
        client.destroy();
      }
    },
  };
}

async function settingsOf(identity: LookupIdentity): Promise<ClientSettings> {
  const {profile, fromEnvironment, variables, region} = identity;
  const requestHandler = {connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS};
  if (profile === undefined && !fromEnvironment) {
    // The function's region too: a shell's AWS_REGION counts only with --aws-env.
    return {region: region ?? DEFAULTS.region, requestHandler};
  }
  const found = await awsIdentity({profile, fromEnvironment, region, variables});
  const {accessKeyId, secretAccessKey, sessionToken} = found.credentials;
  return {
    region: found.region,
    requestHandler,
    credentials: {accessKeyId, secretAccessKey, ...(sessionToken !== null && {sessionToken})},
  };
}
