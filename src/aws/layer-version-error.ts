import {layerOf, type LayerArn} from '../core/layer-arn.js';
import type {ErrorCode} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {failureKind, type SdkError} from './failure-kind.js';

/** No name, no network: soon again will not help. */
const NO_WAY = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/** Why AWS did not tell of a layer version, in words of the layer, with the command that mends it. */
export function layerVersionError(arn: LayerArn, thrown: unknown, profile?: string): unknown {
  if (thrown instanceof LambdockError) return thrown;
  const error = thrown as SdkError;
  const fail = failure(arn, error);
  switch (failureKind(error)) {
    case 'no-credentials':
      return noCredentials(arn, fail);
    case 'unknown-caller':
    case 'expired':
      return refusedCaller(fail, profile);
    case 'throttled':
      return busy(fail, 'AWS has had too many requests');
    case 'denied':
      return denied(arn, fail);
    case 'missing':
      return missing(arn, fail);
    case 'broken':
      return busy(fail, `AWS answered with status ${error.$metadata?.httpStatusCode ?? '5xx'}`);
    case 'refused':
      return fail('LAYER_NOT_FOUND', `is refused by AWS: ${error.message}`, {
        suggestions: [`compare with: ${list(arn)}`],
      });
    case 'unreachable':
      return unreachable(arn, error, fail);
  }
}

interface Words {
  readonly suggestions: readonly string[];
  readonly heals?: boolean;
}

type Fail = (code: ErrorCode, why: string, words: Words) => LambdockError;

const failure =
  (arn: LayerArn, cause: Error): Fail =>
  (code, why, {suggestions, heals = false}) =>
    new LambdockError(code, {
      message: `The layer ${arn.text} ${why}`,
      suggestions: [...suggestions, `or use a local copy: --layer-map ${arn.text}=PATH`],
      details: {layer: arn.text, heals},
      cause,
    });

const busy = (fail: Fail, why: string): LambdockError =>
  fail('AWS_UNAVAILABLE', `is not told: ${why}`, {
    heals: true,
    suggestions: ['wait a moment and try again'],
  });

const list = (arn: LayerArn): string =>
  `aws lambda list-layer-versions --layer-name ${layerOf(arn)} --region ${arn.region}`;

const noCredentials = (arn: LayerArn, fail: Fail): LambdockError =>
  fail('AWS_CREDENTIALS', 'is not in the cache, and there are no AWS credentials to fetch it', {
    suggestions: [
      'log in (`aws sso login` or `aws configure`), or name a profile: --aws-profile NAME',
      `who you are: aws sts get-caller-identity --region ${arn.region}`,
    ],
  });

const refusedCaller = (fail: Fail, profile = 'NAME'): LambdockError =>
  fail('AWS_CREDENTIALS', 'cannot be fetched: AWS does not take these credentials', {
    suggestions: [
      `they are wrong or have expired; log in again: aws sso login --profile ${profile}`,
    ],
  });

const denied = (arn: LayerArn, fail: Fail): LambdockError =>
  fail('LAYER_ACCESS_DENIED', 'may not be read: it is not shared with you, or you lack a right', {
    suggestions: [
      'who you are: aws sts get-caller-identity; that identity needs lambda:GetLayerVersion',
      `the owner, account ${arn.account}, shares it: aws lambda add-layer-version-permission --layer-name ${arn.name} --version-number ${arn.version} --region ${arn.region} --statement-id lambdock --action lambda:GetLayerVersion --principal YOUR_ACCOUNT`,
    ],
  });

const missing = (arn: LayerArn, fail: Fail): LambdockError =>
  fail('LAYER_NOT_FOUND', `does not exist: account ${arn.account} has no such version`, {
    suggestions: [`its versions: ${list(arn)}`],
  });

function unreachable(arn: LayerArn, error: SdkError, fail: Fail): LambdockError {
  const {code = error.name} = error;
  const isRegion = code === 'ENOTFOUND';
  return fail(
    'AWS_UNAVAILABLE',
    isRegion
      ? `is not to be had: there is no network, or no region ${arn.region}`
      : `is not to be had: AWS does not answer (${code})`,
    {
      heals: !NO_WAY.includes(code),
      suggestions: [
        isRegion
          ? 'check the region in the ARN: aws ec2 describe-regions --all-regions'
          : 'check network and proxy',
      ],
    },
  );
}
