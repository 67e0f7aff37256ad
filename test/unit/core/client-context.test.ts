import {describe, expect, it} from '@jest/globals';
import {contextsOf, type ContextTexts} from '../../../src/core/client-context.js';
import {errorOf} from '../../support/error-of.js';

const texts = (clientContext?: string, context?: string): ContextTexts => ({
  clientContext:
    clientContext === undefined ? undefined : {text: clientContext, what: '--client-context'},
  context: context === undefined ? undefined : {text: context, what: '--context'},
});

describe('contextsOf', () => {
  it('is nothing when nothing was given', async () => {
    expect(await contextsOf({})).toEqual({});
  });

  it('takes the client context as it is', async () => {
    const given = {client: {app: 'x'}, custom: {a: 1}, env: {}};
    expect(await contextsOf(texts(JSON.stringify(given)))).toEqual({clientContext: given});
  });

  it('sets the fields it knows, and puts every other key into custom', async () => {
    const given = {
      functionName: 'f',
      functionVersion: '7',
      memoryLimitInMB: '512',
      logGroupName: 'g',
      logStreamName: 's',
      timeout: 9,
      tenant: 't',
      deep: {x: 1},
    };
    expect(await contextsOf(texts(undefined, JSON.stringify(given)))).toEqual({
      clientContext: {custom: {tenant: 't', deep: {x: 1}}},
      context: {
        functionName: 'f',
        functionVersion: '7',
        memoryLimitInMB: 512,
        logGroupName: 'g',
        logStreamName: 's',
        timeoutSeconds: 9,
      },
    });
  });

  it('adds custom keys to the client context, from either flag', async () => {
    const expected = {client: {a: 1}, custom: {b: 2, c: 3}};
    const fromContext = texts(
      undefined,
      '{"clientContext": {"client": {"a": 1}, "custom": {"b": 2}}, "c": 3}',
    );
    expect(await contextsOf(fromContext)).toEqual({clientContext: expected, context: {}});
    const fromBoth = texts('{"client": {"a": 1}, "custom": {"b": 2}}', '{"c": 3}');
    expect(await contextsOf(fromBoth)).toEqual({clientContext: expected, context: {}});
  });

  it.each([
    ['EVENT_INVALID', texts('{"a": }'), '--client-context:1:7: not JSON: a value is missing'],
    ['EVENT_INVALID', texts('[1]'), '--client-context: found [1], expected a JSON object'],
    ['EVENT_INVALID', texts(undefined, '"x"'), '--context: found "x", expected a JSON object'],
    [
      'EVENT_INVALID',
      texts(undefined, '{"timeout": 0}'),
      '--context: timeout: found 0, expected a whole',
    ],
    ['EVENT_INVALID', texts(undefined, '{"memoryLimitInMB": "x"}'), 'memoryLimitInMB: found "x"'],
    [
      'EVENT_INVALID',
      texts(undefined, '{"functionName": 1}'),
      'functionName: found 1, expected a text',
    ],
    [
      'EVENT_INVALID',
      texts(undefined, '{"clientContext": 1}'),
      '--context: clientContext: found 1',
    ],
    ['USAGE', texts('{}', '{"clientContext": {}}'), 'both give a client context'],
  ])('refuses with %s', async (code, given, message) => {
    const error = await errorOf(() => contextsOf(given));
    expect(error).toMatchObject({code, exitCode: 2, message: expect.stringContaining(message)});
  });
});
