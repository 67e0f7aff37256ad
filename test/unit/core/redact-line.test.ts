import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {redactLine, secretFinder, secretValues} from '../../../src/core/redact-line.js';
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

/** A text as JSON, every character written in one of the ways that there are. */
function spelled(text: string, ways: readonly number[]): string {
  const codes = Array.from({length: text.length}, (_, at) => text.charCodeAt(at));
  const parts = codes.map((code, at) => {
    const char = String.fromCharCode(code);
    const hex = code.toString(16).padStart(4, '0');
    const plain = JSON.stringify(char).slice(1, -1);
    const short = /["\\/]/.test(char) ? `\\${char}` : plain;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    const all = [isHalf ? char : plain, `\\u${hex}`, `\\u${hex.toUpperCase()}`, short];
    return all[(ways[at % ways.length] ?? 0) % (isHalf ? 1 : all.length)] ?? '';
  });
  return `"${parts.join('')}"`;
}

describe('a secret in JSON', () => {
  const lineOf = (payload: string): Buffer => Buffer.from(`{"eventId":"a","payload":${payload}}\n`);
  const shownOf = (secret: string, payload: string): string => {
    const line = Buffer.from(redactLine([secret])(lineOf(payload))).toString();
    return JSON.stringify((JSON.parse(line) as {payload: unknown}).payload);
  };

  it.each([
    ['p&ssword', String.raw`{"v":"p\u0026ssword"}`],
    ['a+bcdefg', String.raw`{"v":"a\u002Bbcdefg"}`],
    ['pässwörd', String.raw`{"v":"p\u00E4ssw\u00f6rd"}`],
    ['a/b/c/dé', String.raw`{"v":"a\/b\u002fc/d\u00e9"}`],
    ['p&ssword', JSON.stringify({v: String.raw`{"v":"p\u0026ssword"}`})],
    ['p"ss&ord', JSON.stringify({v: JSON.stringify({v: String.raw`{"v":"p\"ss\u0026ord"}`})})],
    [String.raw`C:\dir\it`, JSON.stringify({v: JSON.stringify({v: String.raw`C:\dir\it`})})],
    ['p&ssword', String.raw`{"v":"{\u0022v\u0022:\u0022p\u005cu0026ssword\u0022}"}`],
  ])('%j is found in %s, and its event is known to hold it', (secret, payload) => {
    expect(shownOf(secret, payload)).toMatch(/^\{"v":".*\*\*\*.*"\}$/);
    expect(secretFinder([secret])(Buffer.from(payload))).toBe(true);
  });

  it('is found however each of its characters is written, once or in JSON that is a text', () => {
    // Of a backslash at an end nobody knows whether it is an escape's.
    const secrets = fc
      .string({minLength: 4, maxLength: 30, unit: 'grapheme'})
      .filter((secret) => !/^\\|\\$/.test(secret));
    const ways = fc.array(fc.nat(), {minLength: 1, maxLength: 7});
    fc.assert(
      fc.property(secrets, ways, fc.boolean(), (secret, how, isNested) => {
        const json = spelled(`x ${secret} x`, how);
        const shown = shownOf(secret, isNested ? JSON.stringify(json) : json);
        const inner = isNested ? (JSON.parse(shown) as string) : shown;
        const text = JSON.parse(inner) as string;
        expect(text).toBe(`x ${secret} x`.replaceAll(secret, '***'));
        expect(secretFinder([secret])(Buffer.from(json))).toBe(true);
      }),
    );
  });

  it('is found as a number', () => {
    const payload = '{"n":12345678,"f":12345678.0,"other":123456789,"text":"12345678"}';
    expect(shownOf('12345678', payload)).toBe(
      '{"n":"***","f":"***","other":123456789,"text":"***"}',
    );
    const line = Buffer.from('{"index":12345678,"payload":12345678}');
    expect(Buffer.from(redactLine(['12345678'])(line)).toString()).toBe(
      '{"index":12345678,"payload":"***"}',
    );
  });

  it('is not looked for in what escapes are written with', () => {
    const cases = [
      ['nice', String.raw`{"v":"two\nice \nice"}`, '{"v":"two\\nice \\nice"}'],
      ['00e9', String.raw`{"v":"\u00e9"}`, '{"v":"é"}'],
    ] as const;
    for (const [secret, payload] of cases) {
      const line = Buffer.from(redactLine([secret])(lineOf(payload))).toString();
      expect(JSON.parse(line)).toEqual(JSON.parse(lineOf(payload).toString()));
    }
  });

  it('is found where it is long, or has many backslashes, and nothing takes its time', () => {
    const long = 'MIIEvQ/"\\IBADANBgkqh'.repeat(2000);
    expect(shownOf(long, JSON.stringify({v: `a${long}b`}))).toBe('{"v":"a***b"}');
    expect(shownOf(long, JSON.stringify({v: JSON.stringify(long)}))).toMatch(
      /^\{"v":"\\"\*+\\""\}$/,
    );
    const slashes = '\\'.repeat(20_000);
    expect(shownOf(`\\"${slashes}\\"`, JSON.stringify({v: slashes + slashes}))).not.toContain('*');
  });
});
