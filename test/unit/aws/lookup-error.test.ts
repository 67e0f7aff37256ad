import {describe, expect, it} from '@jest/globals';
import {lookupError} from '../../../src/aws/lookup-error.js';
import type {LambdockError} from '../../../src/errors/lambdock-error.js';

const question = {
  what: 'the parameter /shop/url',
  right: 'ssm:GetParameter',
  command: 'aws ssm get-parameter --name /shop/url',
  region: 'eu-west-1',
  profile: 'dev',
};

const sdkError = (name: string, status?: number, code?: string): Error =>
  Object.assign(new Error('in words of AWS'), {
    name,
    ...(status !== undefined && {$metadata: {httpStatusCode: status}}),
    ...(code !== undefined && {code}),
  });

describe('why AWS told nothing', () => {
  it.each([
    [sdkError('CredentialsProviderError'), 'AWS_CREDENTIALS', 'aws sso login'],
    [sdkError('ExpiredTokenException', 400), 'AWS_CREDENTIALS', 'aws sso login --profile dev'],
    [sdkError('UnrecognizedClientException', 400), 'AWS_CREDENTIALS', 'get-caller-identity'],
    [sdkError('AccessDeniedException', 400), 'AWS_ACCESS_DENIED', 'ssm:GetParameter'],
    [sdkError('Forbidden', 403), 'AWS_ACCESS_DENIED', '--region eu-west-1 --profile dev'],
    [sdkError('ThrottlingException', 400), 'AWS_UNAVAILABLE', 'try again'],
    [sdkError('InternalServerError', 500), 'AWS_UNAVAILABLE', 'try again'],
    [sdkError('ValidationException', 400), 'AWS_FAILED', 'aws ssm get-parameter'],
    [sdkError('Error', undefined, 'ENOTFOUND'), 'AWS_UNAVAILABLE', 'network and region'],
    [sdkError('Error', undefined, 'ECONNREFUSED'), 'AWS_UNAVAILABLE', 'network and proxy'],
  ])('is told for %s as %s, with what mends it', (thrown, code, mends) => {
    const error = lookupError(question, thrown) as LambdockError;
    expect(error).toMatchObject({code, exitCode: 3, cause: thrown});
    expect(error.message).toContain('the parameter /shop/url');
    expect(error.suggestions.join('\n')).toContain(mends);
  });
});
