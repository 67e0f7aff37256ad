import {describe, expect, it} from '@jest/globals';
import {envelopeOf, envelopePieces} from '../../../src/core/envelope.js';
import {contentOf} from '../../../src/core/http-response.js';
import type {InvocationResult} from '../../../src/core/invocation.js';
import {sampleResult} from '../../support/samples.js';

const failure = {type: 'Error', message: 'no', stackTrace: ['at handler']};

describe('envelopeOf', () => {
  it('has the keys of the contract in their order', () => {
    expect(Object.keys(envelopeOf(sampleResult('{"message":"hi"}')))).toEqual([
      'schemaVersion',
      'function',
      'requestId',
      'eventId',
      'status',
      'payload',
      'error',
      'durationMs',
      'initDurationMs',
      'billedDurationMs',
      'memoryLimitMb',
      'maxMemoryUsedMb',
      'coldStart',
      'attempts',
      'driver',
      'timings',
      'image',
      'logs',
    ]);
  });

  it('says so where the status is a guess', () => {
    const assumed = sampleResult('{}', {status: 'ok'}, {statusAssumed: true});
    expect(envelopeOf(assumed)).toMatchObject({status: 'ok', statusAssumed: true});
  });

  it('tells exit code and signal of a crash', () => {
    const outcome = {status: 'crashed', error: failure, exitCode: null, signal: 'SIGKILL'} as const;
    expect(envelopeOf(sampleResult(null, outcome))).toMatchObject({
      status: 'crashed',
      payload: null,
      error: failure,
      exitCode: null,
      signal: 'SIGKILL',
    });
  });

  it('gives an answer that is not JSON as base64', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0);
    expect(envelopeOf(sampleResult(bytes))).toMatchObject({payload: null, payloadBase64: '//4A'});
  });

  it.each(['null', '', ' null\n'])('takes %j for an answer of null', (body) => {
    expect(envelopeOf(sampleResult(body))).not.toHaveProperty('payloadBase64');
  });
});

/** All of it as text. */
const envelopeText = (result: InvocationResult, indent?: number): string =>
  Buffer.concat(
    envelopePieces(envelopeOf(result), contentOf(result), indent).map((piece) =>
      Buffer.from(piece as Uint8Array),
    ),
  ).toString();

describe('envelopePieces', () => {
  it.each([undefined, 2])('keeps the spelling of numbers with indent %s', (indent) => {
    const body = '{"n":9007199254740993,"f":1.10,"e":1e400}';
    const text = envelopeText(sampleResult(body), indent);
    expect(text).toContain(body);
    expect(JSON.parse(text)).toMatchObject({status: 'ok', payload: {f: 1.1}, error: null});
  });

  it('is not misled by a function that is named like the key', () => {
    const result = sampleResult('"$&"');
    const named = {...result, invocation: {...result.invocation, functionName: '"payload":null'}};
    expect(JSON.parse(envelopeText(named))).toMatchObject({
      function: '"payload":null',
      payload: '$&',
    });
  });

  it('leaves out a byte order mark', () => {
    const text = envelopeText(sampleResult('\uFEFF{"a":1}'));
    expect(JSON.parse(text)).toMatchObject({payload: {a: 1}});
  });

  it('gives the body of an HTTP response, and its prelude beside', () => {
    const prelude = {statusCode: 200, headers: {payload: 'null'}};
    const of = (body: string, payload: unknown): unknown =>
      JSON.parse(
        envelopeText({
          ...sampleResult(`${JSON.stringify(prelude)}${'\0'.repeat(8)}${body}`),
          http: prelude,
          payload,
        }),
      );
    expect(of('{"n":1.10}', {n: 1.1})).toMatchObject({payload: {n: 1.1}, http: prelude});
    expect(of('<p>', null)).toMatchObject({
      payload: null,
      payloadBase64: Buffer.from('<p>').toString('base64'),
      http: prelude,
    });
  });

  it.each(['false', '0', '""', 'null'])('keeps an answer of %s', (body) => {
    expect(JSON.parse(envelopeText(sampleResult(body)))).toMatchObject({
      payload: JSON.parse(body) as unknown,
    });
  });
});
