import type {SecretRequest, StoredParameter} from '../core/aws-lookup.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Access} from './access.js';

/** A parameter of the Parameter Store, decrypted; undefined where there is none. */
export async function storedParameter(
  access: Access,
  name: string,
  region?: string,
): Promise<StoredParameter | undefined> {
  const {SSMClient, GetParameterCommand} = await import('@aws-sdk/client-ssm');
  return access.ask({
    question: {
      what: `the parameter ${name}`,
      right: 'ssm:GetParameter, and kms:Decrypt for a SecureString',
      command: `aws ssm get-parameter --name ${name} --with-decryption`,
    },
    region,
    client: (settings) => Promise.resolve(new SSMClient(settings)),
    send: async (client, options) => {
      const command = new GetParameterCommand({Name: name, WithDecryption: true});
      const missing = unless('ParameterNotFound', 'ParameterVersionNotFound');
      const {Value: value, Type: type = 'String'} =
        (await client.send(command, options).catch(missing))?.Parameter ?? {};
      return value === undefined ? undefined : {value, type};
    },
  });
}

/** The text of a secret; undefined where there is none. */
export async function storedSecret(
  access: Access,
  {id, versionId, versionStage}: SecretRequest,
): Promise<string | undefined> {
  const {SecretsManagerClient, GetSecretValueCommand} =
    await import('@aws-sdk/client-secrets-manager');
  return access.ask({
    question: {
      what: `the secret ${id}`,
      right: 'secretsmanager:GetSecretValue',
      command: `aws secretsmanager get-secret-value --secret-id ${id}`,
    },
    // A secret that is named by its ARN lies in the ARN's region.
    region: /^arn:[^:]+:secretsmanager:([^:]+):/.exec(id)?.[1],
    client: (settings) => Promise.resolve(new SecretsManagerClient(settings)),
    send: async (client, options) => {
      const command = new GetSecretValueCommand({
        SecretId: id,
        ...(versionId !== undefined && {VersionId: versionId}),
        ...(versionStage !== undefined && {VersionStage: versionStage}),
      });
      const missing = unless('ResourceNotFoundException');
      const answer = await client.send(command, options).catch(missing);
      if (answer === undefined || answer.SecretString !== undefined) return answer?.SecretString;
      throw new LambdockError('AWS_FAILED', {
        message: `the secret ${id} is binary: it has no text that a variable could take`,
        suggestions: ['store it as text'],
        details: {secret: id},
      });
    },
  });
}

/** An object of S3 as text; undefined where there is none. */
export async function storedObject(
  access: Access,
  {bucket, key}: {readonly bucket: string; readonly key: string},
  variables: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const {S3Client, GetObjectCommand} = await import('@aws-sdk/client-s3');
  // Whoever stands in for S3 has no name for each bucket.
  const isElsewhere = Boolean(variables['AWS_ENDPOINT_URL_S3'] ?? variables['AWS_ENDPOINT_URL']);
  return access.ask({
    question: {
      what: `the object ${key} of the bucket ${bucket}`,
      right: 's3:GetObject',
      command: `aws s3 cp s3://${bucket}/${key} -`,
    },
    client: (settings) =>
      Promise.resolve(
        new S3Client({...settings, followRegionRedirects: true, forcePathStyle: isElsewhere}),
      ),
    send: async (client, options) => {
      const command = new GetObjectCommand({Bucket: bucket, Key: key});
      const missing = unless('NoSuchKey', 'NoSuchBucket');
      const answer = await client.send(command, options).catch(missing);
      return answer?.Body?.transformToString();
    },
  });
}

/** The account of the credentials in use. */
export async function callerAccount(access: Access): Promise<string> {
  const {STSClient, GetCallerIdentityCommand} = await import('@aws-sdk/client-sts');
  return access.ask({
    question: {
      what: 'the account of your credentials',
      right: 'sts:GetCallerIdentity',
      command: 'aws sts get-caller-identity',
    },
    client: (settings) => Promise.resolve(new STSClient(settings)),
    send: async (client, options) =>
      (await client.send(new GetCallerIdentityCommand({}), options)).Account ?? '',
  });
}

/** Turns AWS's word for "there is none" into undefined. */
const unless =
  (...names: readonly string[]) =>
  (error: unknown): undefined => {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  };
