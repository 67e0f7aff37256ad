import {expect} from '@jest/globals';

const UUID = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as unknown;
const STREAM = expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/) as unknown;
const MILLISECONDS = expect.any(Number) as unknown;

/** The emulator knows no other region and account. */
const arn = (name: string): string => `arn:aws:lambda:us-east-1:012345678912:function:${name}`;

/** What a function is asked for its context, and what it must answer, whole. */
export interface DocumentedContext {
  readonly ask: 'fields' | 'context';
  readonly of: (name: string) => Readonly<Record<string, unknown>>;
}

const camel = (name: string): Readonly<Record<string, unknown>> => ({
  awsRequestId: UUID,
  invokedFunctionArn: arn(name),
  functionName: name,
  functionVersion: '$LATEST',
  memoryLimitInMB: '256',
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: STREAM,
});

const nodejs = (name: string): Readonly<Record<string, unknown>> => ({
  ...camel(name),
  clientContext: null,
  getRemainingTimeInMillis: 'function',
  identity: null,
  // Of functions with tenants alone; null stands for undefined here.
  tenantId: null,
});

/** https://docs.aws.amazon.com/lambda/latest/dg/ nodejs-context, python-context, java-context, ruby-context, golang-context, rust-context. */
export const CONTEXTS: Readonly<Record<string, DocumentedContext>> = {
  nodejs: {
    ask: 'fields',
    of: (name) => ({
      ...nodejs(name),
      callbackWaitsForEmptyEventLoop: true,
      done: 'function',
      fail: 'function',
      succeed: 'function',
    }),
  },
  // Callbacks are gone there; the trace id is the client's own addition, empty under the emulator.
  nodejs24: {ask: 'fields', of: (name) => ({...nodejs(name), xRayTraceId: ''})},
  python: {
    ask: 'fields',
    of: (name) => ({
      aws_request_id: UUID,
      client_context: 'None',
      function_name: name,
      function_version: '$LATEST',
      get_remaining_time_in_millis: 'function',
      identity: expect.stringMatching(/^CognitoIdentity\(/),
      invoked_function_arn: arn(name),
      log: 'function',
      log_group_name: `/aws/lambda/${name}`,
      log_stream_name: STREAM,
      memory_limit_in_mb: '256',
      tenant_id: 'None',
      // An addition of AWS's public runtime client, documented nowhere.
      w3c: 'function',
    }),
  },
  java: {
    ask: 'context',
    of: (name) => ({...camel(name), memoryLimitInMB: 256, remaining: MILLISECONDS}),
  },
  ruby: {
    ask: 'context',
    of: (name) => ({
      ...camel(name),
      remaining: MILLISECONDS,
      deadlineMs: MILLISECONDS,
      clientContext: null,
    }),
  },
  shell: {
    ask: 'context',
    of: (name) => ({deadline: MILLISECONDS, arn: arn(name), id: UUID}),
  },
  go: {
    ask: 'context',
    of: (name) => ({
      ...camel(name),
      memoryLimitInMB: 256,
      deadlineMs: MILLISECONDS,
      clientContext: null,
    }),
  },
  rust: {
    ask: 'context',
    of: (name) => ({
      requestId: UUID,
      invokedFunctionArn: arn(name),
      functionName: name,
      functionVersion: '$LATEST',
      memory: 256,
      logGroup: `/aws/lambda/${name}`,
      logStream: STREAM,
      deadline: MILLISECONDS,
      clientContext: null,
    }),
  },
};
