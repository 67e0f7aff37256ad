import {describe, expect, it} from '@jest/globals';
import {DUMMY_CREDENTIALS} from '../../../src/core/credentials.js';
import {sandboxEnvironment, type SandboxEnvironmentInput} from '../../../src/core/environment.js';
import type {ResolvedEnvironment} from '../../../src/core/resolved-environment.js';
import {errorOf} from '../../support/error-of.js';
import {sampleSpec} from '../../support/samples.js';

const variables = (
  values: Readonly<Record<string, string>>,
  by: 'project' | 'caller' = 'project',
): ResolvedEnvironment =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, {value, origin: 'here', by}]),
  );

const input = (over: Partial<SandboxEnvironmentInput> = {}): SandboxEnvironmentInput => ({
  spec: sampleSpec(),
  variables: {},
  credentials: DUMMY_CREDENTIALS,
  region: 'eu-west-1',
  driver: 'rie',
  now: new Date('2026-01-31T10:00:00Z'),
  streamId: '01234567-89ab-cdef-0123-456789abcdef',
  ...over,
});

/** The environment as an object. */
const environment = (
  over: Partial<SandboxEnvironmentInput> = {},
): Readonly<Record<string, string>> => sandboxEnvironment(input(over));

describe('sandboxEnvironment', () => {
  it('is what Lambda sets, with credentials that open nothing', () => {
    expect(environment()).toEqual({
      AWS_LAMBDA_FUNCTION_NAME: 'hello',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_TIMEOUT: '3',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
      AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      TZ: ':UTC',
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    });
  });

  it('has no AWS_EXECUTION_ENV on provided.* and in images', () => {
    expect(environment({spec: sampleSpec({runtime: 'provided.al2023'})})).not.toHaveProperty(
      'AWS_EXECUTION_ENV',
    );
    expect(environment({spec: sampleSpec({runtime: null})})).not.toHaveProperty(
      'AWS_EXECUTION_ENV',
    );
  });

  it('takes the fields of --context over the function', () => {
    const context = {
      functionName: 'other',
      functionVersion: '7',
      memoryLimitInMB: 512,
      timeoutSeconds: 9,
    };
    expect(environment({context})).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: 'other',
      AWS_LAMBDA_FUNCTION_VERSION: '7',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_FUNCTION_TIMEOUT: '9',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/other',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringContaining('[7]'),
    });
    expect(environment({context: {logGroupName: 'g', logStreamName: 's'}})).toMatchObject({
      AWS_LAMBDA_LOG_GROUP_NAME: 'g',
      AWS_LAMBDA_LOG_STREAM_NAME: 's',
    });
  });

  it('is that of the name in AWS, where the project tells it', () => {
    expect(environment({spec: sampleSpec({physicalName: 'shop-dev-hello'})})).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: 'shop-dev-hello',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/shop-dev-hello',
    });
  });

  it('has format and level of a JSON log, and nothing for a text one', () => {
    const logging = {format: 'JSON', applicationLevel: 'debug', group: '/shop'} as const;
    expect(environment({spec: sampleSpec({logging})})).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
      AWS_LAMBDA_LOG_GROUP_NAME: '/shop',
    });
    const plain = environment({spec: sampleSpec({logging: {format: 'Text'}})});
    expect(Object.keys(plain).filter((name) => /LOG_(FORMAT|LEVEL)/.test(name))).toEqual([]);
  });

  it('passes values as they are', () => {
    const values = {AA: 'a=b', BB: 'two\nlines', CC: 'ü', DD: '', TZ: 'Europe/Berlin'};
    expect(environment({variables: variables(values)})).toMatchObject(values);
  });

  it('has a session token only where there is one', () => {
    const credentials = {accessKeyId: 'k', secretAccessKey: 's', sessionToken: 't'};
    expect(environment({credentials})).toMatchObject({
      AWS_ACCESS_KEY_ID: 'k',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
    });
  });

  it('never mixes keys that the caller gives with the token of someone else', () => {
    const credentials = {accessKeyId: 'k', secretAccessKey: 's', sessionToken: 't'};
    const own = {AWS_ACCESS_KEY_ID: 'mine', AWS_SECRET_ACCESS_KEY: 'mine'};
    const result = environment({credentials, variables: variables(own, 'caller')});
    expect(result).toMatchObject(own);
    expect(result).not.toHaveProperty('AWS_SESSION_TOKEN');
  });

  it('takes a region that the caller gives for both names of it', () => {
    const given = variables({AWS_REGION: 'ap-south-1'}, 'caller');
    expect(environment({variables: given})).toMatchObject({
      AWS_REGION: 'ap-south-1',
      AWS_DEFAULT_REGION: 'ap-south-1',
    });
  });

  it('adds LAMBDA_TASK_ROOT only where the image does not set it', () => {
    expect(environment({imageEnvironment: ['PATH=/bin']})).toMatchObject({
      LAMBDA_TASK_ROOT: '/var/task',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
    });
    const set = ['LAMBDA_TASK_ROOT=/x', 'LAMBDA_RUNTIME_DIR=/y'];
    expect(environment({imageEnvironment: set})).not.toHaveProperty('LAMBDA_TASK_ROOT');
  });

  it.each([
    ['AWS_LAMBDA_RUNTIME_API', 'caller'],
    ['AWS_LAMBDA_MAX_CONCURRENCY', 'caller'],
    ['AWS_LAMBDA_FUNCTION_NAME', 'caller'],
    ['_HANDLER', 'caller'],
    ['AWS_REGION', 'project'],
    ['AWS_SESSION_TOKEN', 'project'],
    ['1A', 'caller'],
    ['A-B', 'caller'],
    ['', 'caller'],
    ['A', 'project'],
    ['_AB', 'project'],
  ] as const)('refuses the variable %j of the %s, with its origin', async (name, by) => {
    const error = await errorOf(() =>
      sandboxEnvironment(input({variables: variables({[name]: 'x', OK: 'y'}, by)})),
    );
    expect(error).toMatchObject({
      code: 'ENV_INVALID',
      message: expect.stringMatching(`^here: ${name}: `),
      details: {variables: [{name, origin: 'here'}]},
    });
  });

  it('refuses more than 4 KB, as Lambda measures them, naming the largest', async () => {
    const fits = {AB: 'x'.repeat(4096 - '{"AB":""}'.length)};
    expect(environment({variables: variables(fits)})).toMatchObject(fits);
    const error = await errorOf(() =>
      sandboxEnvironment(input({variables: variables({AB: `${fits.AB}x`})})),
    );
    expect(error).toMatchObject({
      code: 'ENV_INVALID',
      message: expect.stringContaining('AB (4088 bytes)'),
      details: {bytes: 4097, limit: 4096},
    });
  });
});
