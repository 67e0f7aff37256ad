import {describe, expect, it} from '@jest/globals';
import {compileRules} from '../../../../src/core/comparison/compile-rules.js';
import {errorOf} from '../../../support/error-of.js';
import {problems, read} from '../../../support/read-lambdock-text.js';

const FUNCTION = `
defaults:
  runtime: nodejs22.x
  replay:
    mask: [uuid]
functions:
  hello:
    handler: index.handler
    replay:
`;

const rulesOf = async (yaml: string) =>
  (await read(FUNCTION + yaml)).functions[0]?.replayRules ?? [];

describe('readLambdock, how answers are compared', () => {
  it('reads rules in every form, those of defaults first, each with its place', async () => {
    const rules = await rulesOf(`
      ignore: [$.debug]
      unordered: ['$.items[*].tags']
      parse: [$.body]
      mask:
        - $.token
        - timestamp:$.at
        - /order-\\d+/
        - {regex: 'v\\d+', name: version, path: $.meta}
      tolerance: {$.price: 0.01}
`);
    expect(rules.map(({place, text, ...rule}) => [place?.line, text, rule])).toEqual([
      [5, 'replay.mask: uuid', {kind: 'mask', path: null, what: 'uuid', name: 'uuid'}],
      [11, 'replay.ignore: $.debug', {kind: 'ignore', path: '$.debug'}],
      [12, 'replay.unordered: $.items[*].tags', {kind: 'unordered', path: '$.items[*].tags'}],
      [13, 'replay.parse: $.body', {kind: 'parse', path: '$.body'}],
      [15, 'replay.mask: $.token', {kind: 'mask', path: '$.token', what: null, name: 'masked'}],
      [
        16,
        'replay.mask: timestamp:$.at',
        {kind: 'mask', path: '$.at', what: 'timestamp', name: 'timestamp'},
      ],
      [
        17,
        'replay.mask: /order-\\d+/',
        {kind: 'mask', path: null, what: {regex: 'order-\\d+'}, name: 'masked'},
      ],
      [
        18,
        'replay.mask: v\\d+',
        {kind: 'mask', path: '$.meta', what: {regex: 'v\\d+'}, name: 'version'},
      ],
      [19, 'replay.tolerance: $.price: 0.01', {kind: 'tolerance', path: '$.price', within: 0.01}],
    ]);
  });

  it('reads one tolerance for all numbers', async () => {
    expect(await rulesOf('      tolerance: 2')).toContainEqual(
      expect.objectContaining({kind: 'tolerance', path: null, within: 2}),
    );
  });

  it('tells what is wrong, all at once', async () => {
    expect(
      await problems(`${FUNCTION}
      ignor: [$.a]
      unordered: [tags]
      mask: [uid, {name: a}]
      tolerance: {price: 1, $.rate: 0}
`),
    ).toMatchInlineSnapshot(`
     "lambdock.yml has 6 problems
     lambdock.yml:11:7: functions.hello.replay.ignor: unknown key; did you mean ignore?
     lambdock.yml:12:19: functions.hello.replay.unordered.0: found "tags", expected a JSON path such as $.id
     lambdock.yml:13:14: functions.hello.replay.mask.0: found "uid", expected uuid, timestamp, request-id, arn, a JSON path such as $.id, KIND:PATH, /REGEX/ or a mapping with regex
     lambdock.yml:13:19: functions.hello.replay.mask.1: the key regex is missing
     lambdock.yml:14:19: functions.hello.replay.tolerance.price: found "price", expected a JSON path such as $.price
     lambdock.yml:14:37: functions.hello.replay.tolerance.$.rate: found 0, expected a number above zero"
    `);
  });

  it('leaves paths and patterns to whoever compares, who tells where they stand', async () => {
    const rules = await rulesOf(`
      ignore: ['$.a[', $.fine]
      mask: ['/(/', /x*/]
`);
    const {code, message} = await errorOf(() => compileRules(rules));
    expect([code, message]).toMatchInlineSnapshot(`
     [
       "PROJECT_INVALID",
       "rules of the comparison are wrong
       lambdock.yml:11:16: replay.ignore: $.a[: found no JSON path (RFC 9535): unclosed bracketed selection ('$.a[':4)
       lambdock.yml:12:14: replay.mask: /(/: Invalid regular expression: /(/gu: Unterminated group
       lambdock.yml:12:21: replay.mask: /x*/: the regular expression x* matches what is empty",
     ]
    `);
  });
});

describe('readLambdock, what of recorded events is not shown', () => {
  it('adds the rules of a function to those of defaults', async () => {
    const project = await read(`
defaults: {runtime: nodejs22.x, redact: {remove: [$.a], hash: [$.b]}}
functions:
  hello: {handler: index.handler, redact: {remove: [$.c, $.a], hashPattern: ['x+']}}
  plain: {handler: index.handler}
`);
    expect(project.functions.map(({redaction}) => redaction)).toEqual([
      {remove: ['$.a', '$.c'], hash: ['$.b'], removePattern: [], hashPattern: ['x+']},
      {remove: ['$.a'], hash: ['$.b'], removePattern: [], hashPattern: []},
    ]);
  });
});
