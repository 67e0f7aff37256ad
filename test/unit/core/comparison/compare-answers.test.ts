import {answer, compare, comparisonWith, paths, type Flags} from '../../../support/comparison.js';

describe('comparison of answers', () => {
  it.each([
    ['1.0', '1e0', true],
    ['1.10', '1.1', true],
    ['-0', '0', true],
    ['9007199254740993', '9007199254740992', false],
    ['12345678901234567890123.0', '12345678901234567890123', true],
    ['0.1', '0.10000000000000001', false],
    ['1', '"1"', false],
  ])('compares the numbers %s and %s by their exact value', (one, other, same) => {
    expect(compare(`{"n":${one}}`, `{"n":${other}}`)).toHaveLength(same ? 0 : 1);
  });

  it('minds the order of lists and tells what was taken out of one', () => {
    expect(paths(compare('[1,2]', '[2,1]'))).toEqual(['changed $[0]', 'changed $[1]']);
    expect(paths(compare('[1,2,3,4]', '[1,3,4]'))).toEqual(['removed $[1]']);
    expect(paths(compare('[1,3,4]', '[1,2,3,4]'))).toEqual(['added $[1]']);
    expect(paths(compare('[{"a":1},2]', '[{"a":2},2,3]'))).toEqual([
      'changed $[0].a',
      'added $[2]',
    ]);
  });

  it('takes lists for sets only where that is asked for', () => {
    const flags: Flags = [['unordered', '$.tags']];
    expect(compare('{"tags":[1,{"a":2,"b":3}]}', '{"tags":[{"b":3,"a":2},1]}', flags)).toEqual([]);
    expect(paths(compare('{"tags":[1,2,2]}', '{"tags":[2,1,1]}', flags))).toEqual([
      'changed $.tags[2]',
    ]);
    expect(compare('{"tags":[1],"x":[1,2]}', '{"tags":[1],"x":[2,1]}', flags)).toHaveLength(2);
  });

  it('leaves ignored places out on both sides, also as items of lists', () => {
    const flags: Flags = [
      ['ignore', '$.at'],
      ['ignore', '$.items[?@.debug]'],
    ];
    const one = '{"at":1,"items":[{"debug":true},{"n":1}]}';
    expect(compare(one, '{"items":[{"n":1},{"debug":true,"x":9}]}', flags)).toEqual([]);
    expect(paths(compare(one, '{"items":[{"n":2}]}', flags))).toEqual(['changed $.items[1].n']);
  });

  it('masks kinds wherever they are, and nothing else', () => {
    const flags: Flags = [
      ['mask', 'uuid'],
      ['mask', 'timestamp'],
      ['mask', 'arn'],
    ];
    const text = ([uuid, date, account]: readonly string[], order: number) =>
      JSON.stringify({
        text: `order ${uuid} at ${date}`,
        arn: `arn:aws:sns:eu-west-1:${account}:topic`,
        order,
      });
    const one = text(
      ['8f1c2d3e-0000-4000-8000-000000000001', '2026-03-01T10:00:00.000Z', '111122223333'],
      1,
    );
    const other = text(
      ['7a1c2d3e-0000-4000-8000-00000000000f', '2026-03-02 11:00:00+01:00', '444455556666'],
      1,
    );
    expect(compare(one, other)).toHaveLength(2);
    expect(compare(one, other, flags)).toEqual([]);
    const third = text(
      ['7a1c2d3e-0000-4000-8000-00000000000f', 'Sun, 06 Nov 1994 08:49:37 GMT', '444455556666'],
      2,
    );
    expect(paths(compare(one, third, flags))).toEqual(['changed $.order']);
  });

  it('wants a masked field to be there', () => {
    const flags: Flags = [['mask', '$.id']];
    expect(compare('{"id":1}', '{"id":"x"}', flags)).toEqual([]);
    expect(paths(compare('{"id":1}', '{}', flags))).toEqual(['removed $.id']);
    expect(paths(compare('{}', '{"id":1}', flags))).toEqual(['added $.id']);
  });

  it('takes numbers for timestamps only where a path says so', () => {
    const [one, other] = ['{"at":1772359200000}', '{"at":1772359201234}'];
    expect(compare(one, other, [['mask', 'timestamp']])).toHaveLength(1);
    expect(compare(one, other, [['mask', 'timestamp:$.at']])).toEqual([]);
    expect(compare(one, '{"at":7}', [['mask', 'timestamp:$.at']])).toHaveLength(1);
  });

  it('masks each side’s own request id, and no other', () => {
    const own = '8f1c2d3e-0000-4000-8000-000000000001';
    const comparison = comparisonWith([['mask', 'request-id']]);
    const expected = answer(`{"id":"${own}"}`, {requestId: own});
    expect(comparison.compare(expected, answer('{"id":"other"}', {requestId: 'other'}))).toEqual(
      [],
    );
    expect(
      comparison.compare(expected, answer('{"id":"foreign"}', {requestId: 'other'})),
    ).toHaveLength(1);
  });

  it('masks what a regular expression finds', () => {
    const flags: Flags = [['mask', '/order-\\d+/']];
    expect(compare('{"a":"order-1 x"}', '{"a":"order-22 x"}', flags)).toEqual([]);
    expect(compare('{"a":"order-1 x"}', '{"a":"order-22 y"}', flags)).toHaveLength(1);
  });

  it('lets numbers lie apart as far as is allowed', () => {
    expect(compare('{"p":1,"q":1}', '{"p":1.1,"q":1}', [['tolerance', '$.p=0.1']])).toEqual([]);
    expect(compare('{"p":1}', '{"p":1.11}', [['tolerance', '0.1']])).toHaveLength(1);
    expect(
      compare('{"q":[1,2]}', '{"q":[2.05,1.05]}', [
        ['tolerance', '0.1'],
        ['unordered', '$.q'],
      ]),
    ).toEqual([]);
  });

  it.each([
    ['1', '1.1', 0.1, true],
    ['1', '1.1000000000000000001', 0.1, false],
    ['0.3', '0.1', 0.2, true],
    ['1234567890123456789', '1234567890123456790', 0.01, false],
    ['1234567890123456789', '1234567890123456999', 0.01, false],
    ['1234567890123456789', '1234567890123456790', 1, true],
    ['1234567890123456789.5', '1234567890123456790.6', 1, false],
    ['-1234567890123456789', '1234567890123456789', 1, false],
    ['1e400', '1.5e400', 1, false],
    ['1e400', '2e400', 1e308, false],
    ['1e999999999', '2e999999999', 1, false],
    ['1e999999999', '1', 1, false],
    ['1e-999999999', '0', 0.1, true],
    ['1e-999999999', '0.1', 0.1, true],
    ['-1e-999999999', '0.1', 0.1, false],
    ['1.5e-7', '1e-7', 1e-7, true],
    ['1e99999999999999999999', '1', 1, false],
  ])('takes %s and %s within %d for the same: %s', (...[one, other, within, same]) => {
    const rule: Flags = [['tolerance', String(within)]];
    expect(compare(one, other, rule)).toHaveLength(same ? 0 : 1);
    expect(compare(other, one, rule)).toHaveLength(same ? 0 : 1);
  });

  it('compares the JSON in a text as JSON where that is asked for, with rules inside it', () => {
    const text = (at: number, order: string) =>
      JSON.stringify({statusCode: 200, body: order.replace('AT', String(at))});
    const [one, other] = [text(1, '{"a":1,"at":AT}'), text(2, '{"at":AT, "a":1}')];
    expect(paths(compare(one, other))).toEqual(['changed $.body']);
    expect(paths(compare(one, other, [['parse', '$.body']]))).toEqual(['changed $.body.at']);
    expect(
      compare(one, other, [
        ['parse', '$.body'],
        ['ignore', '$.body.at'],
      ]),
    ).toEqual([]);
  });

  it('compares what is no JSON byte for byte, and never takes it for a JSON text', () => {
    expect(compare('plain', 'plain')).toEqual([]);
    expect(compare('plain', 'plain ')).toHaveLength(1);
    expect(compare('plain', '"plain"')).toHaveLength(1);
    const bytes = (last: number) => answer(Uint8Array.of(255, last));
    expect(comparisonWith().compare(bytes(1), bytes(1))).toEqual([]);
    expect(comparisonWith().compare(bytes(1), bytes(2))).toHaveLength(1);
  });

  it('tells another outcome as one difference', () => {
    const failed = answer('{"errorType":"TypeError","errorMessage":"no x"}', {
      status: 'function-error',
    });
    expect(comparisonWith().compare(answer('1'), failed)).toEqual([
      {path: '$', kind: 'status', expected: 'ok', actual: 'function-error: TypeError: no x'},
    ]);
  });

  it('knows which rules have been of no use', () => {
    const comparison = comparisonWith([
      ['ignore', '$.a'],
      ['ignore', '$.b'],
      ['mask', 'uuid'],
    ]);
    comparison.compare(answer('{"a":1}'), answer('{"a":2}'));
    expect(comparison.unmatched().map(({rule}) => rule.text)).toEqual([
      '--ignore $.b',
      '--mask uuid',
    ]);
  });

  it('cuts long texts where they begin to differ, and long lists of differences', () => {
    const long = (end: string) => JSON.stringify({text: 'x'.repeat(5000) + end});
    const [difference] = compare(long('one'), long('two'));
    expect(difference?.expected).toMatch(/^…x+one"$/);
    expect(difference?.actual).toMatch(/^…x+two"$/);
    const many = (by: number) => JSON.stringify(Array.from({length: 300}, (_, at) => at + by));
    const found = compare(many(0), many(1000));
    expect(found).toHaveLength(101);
    expect(found.at(-1)?.actual).toBe('… and 200 more differences');
  });

  it('tells no part of a secret, wherever a text is cut', () => {
    const secret = 'hunter22"hunter22';
    const body = (before: number, end: string): string =>
      JSON.stringify({
        text: `${'x'.repeat(before)}${secret}${'y'.repeat(55)}${end}${'z'.repeat(500)}`,
      });
    for (let before = 0; before < 260; before += 3) {
      const [one, other] = [answer(body(before, '1')), answer(body(before, '2'))];
      const found = comparisonWith([], [secret]).compare(one, other);
      expect(JSON.stringify(found)).not.toMatch(/hu|nter|er22/);
    }
    const failure = (message: string) =>
      answer(JSON.stringify({errorType: 'E', errorMessage: message}), {status: 'function-error'});
    const failed = failure(`${'x'.repeat(390)}${secret}`);
    const told = comparisonWith([], [secret]).compare(answer('1'), failed);
    expect(told[0]?.actual).toMatch(/x\*\*\*$/);
  });

  it('survives names that mean something to JavaScript, and nesting that is too deep to read', () => {
    expect(
      paths(compare('{"__proto__":1,"constructor":2}', '{"__proto__":3,"constructor":2}')),
    ).toEqual(['changed $.__proto__']);
    for (const levels of [400, 600, 3000, 200_000]) {
      const deep = (inner: string) => '['.repeat(levels) + inner + ']'.repeat(levels);
      expect(compare(deep('1'), deep('1'))).toEqual([]);
      expect(compare(deep('1'), deep('2'))).toHaveLength(1);
    }
  });
});
