import type {GetLayerVersionResponse} from '@aws-sdk/client-lambda';
import type {LayerArn} from '../core/layer-arn.js';
import type {LayerVersion} from '../core/layer.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {layerVersionError} from './layer-version-error.js';
import {awsIdentity} from './credentials.js';

/** Who asks AWS for layers. */
export interface LayerIdentity {
  /** `--aws-profile`. */
  readonly profile?: string | undefined;
  /** `--aws-env`: the caller's own AWS_* variables and nothing else. */
  readonly fromEnvironment: boolean;
  /** The caller's environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** How long AWS may take to take a connection, and to answer. */
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;

/**
 * Asks AWS for a layer version, once, in the ARN's own region. Whose credentials: those that a flag
 * names, else what the SDK finds (environment, profile, SSO, an assumed role, the machine's own).
 */
export async function layerVersion(
  arn: LayerArn,
  identity: LayerIdentity,
  signal?: AbortSignal,
): Promise<LayerVersion> {
  const {LambdaClient, GetLayerVersionByArnCommand} = await import('@aws-sdk/client-lambda');
  const credentials = await credentialsFor(arn, identity);
  const client = new LambdaClient({
    region: arn.region,
    // Tries are counted outside, where those of the download are.
    maxAttempts: 1,
    requestHandler: {connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS},
    ...(credentials && {credentials}),
  });
  try {
    const command = new GetLayerVersionByArnCommand({Arn: arn.text});
    return versionOf(arn, await client.send(command, signal && {abortSignal: signal}));
  } catch (error) {
    signal?.throwIfAborted();
    throw layerVersionError(arn, error, identity.profile);
  } finally {
    client.destroy();
  }
}

async function credentialsFor(
  {region}: LayerArn,
  {profile, fromEnvironment, variables}: LayerIdentity,
): Promise<{accessKeyId: string; secretAccessKey: string; sessionToken?: string} | undefined> {
  if (profile === undefined && !fromEnvironment) return undefined;
  const found = await awsIdentity({profile, fromEnvironment, region, variables});
  const {accessKeyId, secretAccessKey, sessionToken} = found.credentials;
  return {accessKeyId, secretAccessKey, ...(sessionToken !== null && {sessionToken})};
}

function versionOf(arn: LayerArn, answer: GetLayerVersionResponse): LayerVersion {
  const {Location: url = '', CodeSha256: digest = '', CodeSize: size} = answer.Content ?? {};
  const sha256 = Buffer.from(digest, 'base64').toString('hex');
  if (url === '' || sha256.length !== 64) {
    throw new LambdockError('LAYER_DOWNLOAD_FAILED', {
      message: `AWS says neither where the .zip of ${arn.text} is nor what its SHA-256 is`,
      details: {layer: arn.text},
    });
  }
  return {
    url,
    sha256,
    size: size ?? null,
    runtimes: answer.CompatibleRuntimes ?? [],
    architectures: answer.CompatibleArchitectures ?? [],
  };
}
