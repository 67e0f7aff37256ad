import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {readDocument} from '../../../src/config/read-document.js';
import type {ConfigDocument} from '../../../src/core/document.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const read = (content: string | Uint8Array): Promise<ConfigDocument> =>
  inTempFolder({'lambdock.yml': content}, (folder) =>
    readDocument(join(folder, 'lambdock.yml'), 'lambdock.yml'),
  );

describe('readDocument', () => {
  it('reads YAML 1.2: yes and no stay text', async () => {
    const {value} = await read('a: yes\nb: no\nc: true\nd: 1.10\ne: ~\nf: 0o17');
    expect(value).toEqual({a: 'yes', b: 'no', c: true, d: 1.1, e: null, f: 15});
  });

  it('knows the place of every key and value, and how a scalar is written', async () => {
    const {nodes} = await read('a:\n  b: 1.10\n  c: [x, y]\n');
    expect(nodes.get('/a/b')).toEqual({
      place: {file: 'lambdock.yml', line: 2, column: 6},
      keyPlace: {file: 'lambdock.yml', line: 2, column: 3},
      source: '1.10',
    });
    expect(nodes.get('/a/c/1')).toMatchObject({place: {line: 3, column: 10}, keyPlace: null});
  });

  it.each([
    ['!Ref Table', 'ref', '!Ref Table'],
    ['!Sub "https://${Api}/v1"', 'sub', '!Sub "https://${Api}/v1"'],
    ['!GetAtt [A, Arn]', 'get-att', '!GetAtt [A, Arn]'],
    ['!ImportValue shared', 'import-value', '!ImportValue shared'],
    ['!Join\n  - "-"\n  - [a, b]\n', 'join', '!Join - "-" - [a, b]'],
    ['!Select [0, !GetAZs ""]', 'other', '!Select [0, !GetAZs ""]'],
  ])('makes a reference of %s', async (text, kind, shown) => {
    const {value, issues} = await read(`a: ${text}`);
    expect(value).toMatchObject({a: {kind, text: shown, place: {line: 1}}});
    expect(issues).toEqual([]);
  });

  it('makes a reference of the long form where a variable stands', async () => {
    const {value} = await read(
      'environment: {A: {Ref: X}, B: {"Fn::Sub": "${Y}"}}\nother: {A: {Ref: X}}',
    );
    expect(value).toMatchObject({
      environment: {A: {kind: 'ref', text: '{Ref: X}'}, B: {kind: 'sub'}},
      other: {A: {Ref: 'X'}},
    });
  });

  it('follows aliases and merge keys, where own keys win', async () => {
    const {value, issues} = await read('x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\nz: *x');
    expect(value).toEqual({x: {a: 1, b: 2}, y: {a: 1, b: 3}, z: {a: 1, b: 2}});
    expect(issues).toEqual([]);
  });

  it('reports keys that are given twice and unknown tags', async () => {
    const {issues} = await read('a:\n  b: 1\n  b: 2\nc: !Reff x');
    expect(issues).toMatchObject([
      {path: 'a.b', place: {line: 3, column: 3}, expected: 'given twice, first in line 2'},
      {path: 'c', expected: 'unknown tag !Reff', suggestion: '!Ref'},
    ]);
  });

  it('ends on an alias that contains itself', async () => {
    const {issues} = await read('a: &a [*a]');
    expect(issues).toMatchObject([{expected: 'an alias that contains itself'}]);
  });

  it('refuses a file whose aliases make it huge', async () => {
    const list = (name: string): string => Array.from({length: 20}, () => `*${name}`).join(', ');
    const lines = ['a: &a [1, 2, 3]'];
    for (const [one, next] of ['ab', 'bc', 'cd', 'de', 'ef'].map((pair) => pair.split(''))) {
      lines.push(`${next ?? ''}: &${next ?? ''} [${list(one ?? '')}]`);
    }
    const {issues} = await read(lines.join('\n'));
    expect(issues).toMatchObject([{expected: 'too many values'}]);
  });

  it('tells the line and column of a syntax error', async () => {
    const error = await errorOf(() => read('a:\n  b: [1,\n c: }'));
    expect(error.code).toBe('PROJECT_INVALID');
    expect(error.message).toMatch(/lambdock\.yml:3:2: not valid YAML: /);
    expect(error.details['issues']).toContainEqual(
      expect.objectContaining({file: 'lambdock.yml', line: 3, column: 2}),
    );
  });

  it('tells the same problem once', async () => {
    const {message, details} = await errorOf(() => read('bad: {{{'));
    expect(message).toMatch(/^lambdock\.yml:1:9: not valid YAML: .*$/);
    expect(details['issues']).toHaveLength(1);
  });

  it('refuses what is not UTF-8 and tells a missing file', async () => {
    const invalid = await errorOf(() => read(new Uint8Array([0x61, 0x3a, 0xff])));
    expect(invalid).toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringMatching('UTF-8'),
    });
    const missing = await errorOf(() => readDocument('/nowhere/x.yml', 'x.yml'));
    expect(missing).toMatchObject({
      code: 'PROJECT_NOT_FOUND',
      message: 'there is no project file x.yml',
    });
  });

  it('drops a byte order mark', async () => {
    expect((await read('\uFEFFa: 1')).value).toEqual({a: 1});
  });
});
