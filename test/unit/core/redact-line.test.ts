import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {redactLine, secretValues} from '../../../src/core/redact-line.js';
import {sampleEntry} from '../../support/replay-sample.js';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';

const redactedEntry = (secrets: readonly string[], changes: Partial<ReplayEntry>): ReplayEntry => {
  const line = Buffer.from(JSON.stringify(sampleEntry(0, changes)));
  return JSON.parse(Buffer.from(redactLine(secrets)(line)).toString()) as ReplayEntry;
};

describe('secretValues', () => {
  it('are those that were looked up as secrets, and those of variables that are named so', () => {
    const by = {origin: 'lambdock.yml', by: 'project'} as const;
    const environment = {
      TABLE: {value: 'orders', ...by},
      LOOKED_UP: {value: 'from-ssm', ...by, secret: true},
      API_TOKEN: {value: 'hunter22', ...by},
    };
    expect(secretValues(environment)).toEqual(['from-ssm', 'hunter22']);
  });
});

describe('redactLine', () => {
  it('takes secrets out of answer, error, logs and differences', () => {
    const secret = 'hunter22';
    const entry = redactedEntry([secret], {
      payload: {a: `x${secret}y`, body: JSON.stringify({secret})},
      error: {type: 'E', message: `bad ${secret}`, stackTrace: [`at ${secret}`]},
      logs: [{timestamp: 't', requestId: 'r', level: null, message: `token=${secret}`}],
      diff: [{path: '$.a', kind: 'changed', expected: secret, actual: '1'}],
    });
    expect(JSON.stringify(entry)).not.toContain(secret);
    expect(entry.payload).toEqual({a: 'x***y', body: '{"secret":"***"}'});
    expect(entry.logs[0]?.message).toBe('token=***');
  });

  it('leaves every other line as it is, byte for byte', () => {
    const line = Buffer.from('{"eventId":"a","payload":{"n":1.10,"big":12345678901234567890}}');
    expect(redactLine(['hunter22'])(line)).toBe(line);
    const hit = Buffer.from('{"eventId":"a","payload":{"n":1.10,"t":"hunter22"}}');
    expect(Buffer.from(redactLine(['hunter22'])(hit)).toString()).toBe(
      '{"eventId":"a","payload":{"n":1.10,"t":"***"}}',
    );
  });

  it('breaks no line whose own words are a secret', () => {
    const entry = redactedEntry(['status', 'order-0', 'payload', 'public'], {
      payload: {status: 'payload'},
    });
    expect(entry).toEqual(sampleEntry(0, {payload: {'***': '***'}}));
  });

  it('finds a secret in an answer that is not JSON', () => {
    const payloadBase64 = Buffer.from('key=hunter22\u0000\u00ff', 'latin1').toString('base64');
    const entry = redactedEntry(['hunter22'], {payload: null, payloadBase64});
    const answer = Buffer.from(entry.payloadBase64 ?? '', 'base64').toString('latin1');
    expect(answer).toBe('key=***\u0000\u00ff');
  });

  it('finds each line of a key in the logs', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nAQEFAASCBKcwggSjAgEAAoI\n';
    const logs = key
      .split('\n')
      .map((message) => ({timestamp: 't', requestId: 'r', level: null, message}));
    const messages = redactedEntry([key], {logs}).logs.map(({message}) => message);
    expect(messages).toEqual(['-----BEGIN KEY-----', '***', '***', '']);
  });

  it('does not take words apart for a value of three letters', () => {
    expect(redactedEntry(['dev'], {payload: 'devices'}).payload).toBe('devices');
  });

  it('lets no secret through, however JSON spells it, and always leaves JSON', () => {
    const secrets = fc.string({minLength: 4, maxLength: 30, unit: 'grapheme'});
    fc.assert(
      fc.property(secrets, fc.string(), fc.boolean(), (secret, around, isNested) => {
        const text = `${around}${secret}${around}`;
        const payload = isNested ? JSON.stringify({text}) : text;
        const {payload: shown} = redactedEntry([secret], {payload});
        const inner = isNested ? (JSON.parse(shown as string) as {text: string}).text : shown;
        expect(inner).not.toBe(text);
      }),
    );
  });
});
