import fc, {type JsonValue} from 'fast-check';
import {contentIn, type Answer} from '../../../../src/core/comparison/answer.js';
import {goldenText, readGolden} from '../../../../src/core/comparison/golden.js';
import {answer as answerOf, comparisonWith, type Flags} from '../../../support/comparison.js';

const ID = '8f1c2d3e-0000-4000-8000-000000000001';

const answer = (body: string | Uint8Array, more: Partial<Answer> = {}): Answer =>
  answerOf(body, {requestId: ID, ...more});

const written = (given: Answer, flags: Flags = []) => {
  const comparison = comparisonWith(flags);
  const text = goldenText({
    functionName: 'orders',
    eventId: 'a/1',
    prepared: comparison.prepare(given),
    requestId: given.requestId,
  });
  return {text, golden: readGolden(text), comparison};
};

describe('a golden', () => {
  it('is read back as the answer that it was written from', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const {golden, comparison} = written(answer(text));
        expect(golden?.eventId).toBe('a/1');
        expect(comparison.compare(golden!.answer, answer(text))).toEqual([]);
      }),
    );
  });

  it.each([
    ['text', answer('<p>hello</p>')],
    ['bytes', answer(Uint8Array.of(255, 0, 1))],
    ['nothing', {...answer(''), content: contentIn(null)}],
    ['an error', answer('{"errorType":"E","errorMessage":"m"}', {status: 'function-error'})],
    ['a streamed response', answer('plain', {http: {headers: {'x-a': '1'}}})],
    ['a streamed response of JSON', answer('{"a":1}', {http: {cookies: ['a=b']}})],
  ])('keeps %s', (_what, given) => {
    const {golden, comparison} = written(given);
    expect(comparison.compare(golden!.answer, given)).toEqual([]);
    const other = {...given, content: contentIn(Buffer.from('another'))};
    expect(comparison.compare(golden!.answer, other)).toHaveLength(1);
  });

  it('keeps what is as deep as can be read', () => {
    for (const levels of [499, 500, 501]) {
      const given = answer('['.repeat(levels) + ']'.repeat(levels));
      const {golden, comparison} = written(given);
      expect(comparison.compare(golden!.answer, given)).toEqual([]);
    }
  });

  it('reads well, has sorted keys, and keeps the spelling of numbers', () => {
    expect(written(answer('{"b":[1.10,9007199254740993],"a":"é"}')).text).toMatchInlineSnapshot(`
     "{
       "schemaVersion": 1,
       "function": "orders",
       "event": "a/1",
       "status": "ok",
       "payload": {
         "a": "é",
         "b": [
           1.10,
           9007199254740993
         ]
       }
     }
     "
    `);
  });

  it('is the same text whatever is ignored, masked, unordered or spelled inside a text', () => {
    const flags: Flags = [
      ['ignore', '$.debug'],
      ['mask', 'uuid'],
      ['mask', '$.token'],
      ['unordered', '$.tags'],
      ['parse', '$.body'],
    ];
    const one = {debug: 1, id: ID, token: 'abc', tags: ['x', 'y'], body: '{"a":1, "b":2}'};
    const other = {
      body: '{"b":2,"a":1}',
      tags: ['y', 'x'],
      token: 'other',
      id: ID.replace('1', '2'),
    };
    const text = (value: JsonValue) => written(answer(JSON.stringify(value)), flags).text;
    expect(text(one)).toBe(text(other));
    const {golden, comparison} = written(answer(JSON.stringify(one)), flags);
    expect(comparison.compare(golden!.answer, answer(JSON.stringify(other)))).toEqual([]);
  });

  it('tells the request id only where the answer has it, for a mask that is asked for later', () => {
    expect(written(answer('{"a":1}')).text).not.toContain('requestId');
    const {golden} = written(answer(JSON.stringify({id: ID})));
    const {comparison} = written(answer('1'), [['mask', 'request-id']]);
    const now = answer('{"id":"now"}', {requestId: 'now'});
    expect(comparison.compare(golden!.answer, now)).toEqual([]);
  });

  it.each(['', '{}', '[]', '{"schemaVersion":1,"event":"a","status":"ok"}', '<<<<<<< HEAD'])(
    'is not what says %j',
    (text) => {
      expect(readGolden(text)).toBeNull();
    },
  );
});
