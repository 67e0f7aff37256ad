import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {readSource} from '../../../src/config/read-source.js';
import type {SourceFile} from '../../../src/core/source-file.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const read = (text: string, name = 'serverless.yml'): Promise<SourceFile> =>
  inTempFolder({[name]: text}, (folder) => readSource(join(folder, name), name));

const at = (value: unknown, ...path: readonly (string | number)[]): object => {
  let here = value;
  for (const key of path) here = (here as Record<string, unknown>)[key];
  return here as object;
};

describe('readSource', () => {
  it('tells where an entry stands, and where a text in its value', async () => {
    const source = await read(
      ['service: shop', 'custom: # ours', '', '  # a comment', '  url: "x-${env:URL}-y"', ''].join(
        '\n',
      ),
    );
    const custom = at(source.value, 'custom');
    expect(source.place(custom, 'url')).toEqual({file: 'serverless.yml', line: 5, column: 3});
    expect(source.place(custom, 'url', '${env:URL}')).toEqual({
      file: 'serverless.yml',
      line: 5,
      column: 11,
    });
    expect(source.place(at(source.value), 'custom')).toMatchObject({line: 2, column: 1});
  });

  it('tells the places of items of lists and of flow collections', async () => {
    const source = await read('list:\n  - one\n  -   two\nflow: {a: 1, b: [x, y]}\n');
    expect(source.place(at(source.value, 'list'), 1)).toMatchObject({line: 3, column: 7});
    expect(source.place(at(source.value, 'flow'), 'b')).toMatchObject({line: 4, column: 14});
    expect(source.place(at(source.value, 'flow', 'b'), 1)).toMatchObject({line: 4, column: 21});
  });

  it('keeps the spelling of numbers at hand, and dates as text', async () => {
    const source = await read('a: 1.10 # version\nb: 2024-01-31\nc: 0012\n');
    expect(source.written(at(source.value), 'a')).toBe('1.10');
    expect(source.written(at(source.value), 'c')).toBe('0012');
    expect(source.value).toMatchObject({a: 1.1, b: '2024-01-31'});
  });

  it('reads short tags and long forms as references, with their places', async () => {
    const source = await read(
      'environment:\n  A: !Sub "https://${Api}/v1"\n  B: {"Fn::GetAtt": [Queue, Arn]}\n  C: !GetAtt Queue.Arn\n  D: !Join ["-", [a, !Ref B]]\n',
    );
    expect(at(source.value, 'environment')).toMatchObject({
      A: {kind: 'sub', name: 'Sub', argument: 'https://${Api}/v1', place: {line: 2, column: 6}},
      B: {kind: 'get-att', argument: ['Queue', 'Arn'], place: {line: 3, column: 6}},
      C: {kind: 'get-att', argument: 'Queue.Arn', text: '!GetAtt Queue.Arn'},
      D: {kind: 'join', argument: ['-', ['a', {kind: 'ref', argument: 'B', text: '!Ref B'}]]},
    });
  });

  it('reads anchors, aliases and merge keys', async () => {
    const source = await read('base: &base {a: 1, b: 2}\nown:\n  <<: *base\n  b: 3\nsame: *base\n');
    expect(source.value).toEqual({base: {a: 1, b: 2}, own: {a: 1, b: 3}, same: {a: 1, b: 2}});
  });

  it('reads JSON, with tabs', async () => {
    const source = await read(
      '{\n\t"service": "shop",\n\t"functions": {\n\t\t"a": {"timeout": 5}\n\t}\n}\n',
      'serverless.json',
    );
    expect(source.value).toEqual({service: 'shop', functions: {a: {timeout: 5}}});
    expect(source.place(at(source.value, 'functions', 'a'), 'timeout')).toMatchObject({line: 4});
  });

  it('names the place of what is not YAML', async () => {
    const error = await errorOf(() => read('service: shop\nfunctions:\n  a: {b: 1\n  c: 2\n'));
    expect(error).toMatchObject({code: 'PROJECT_INVALID'});
    expect(error.message).toMatch(/^serverless\.yml:\d+:\d+: not valid YAML: /);
  });
});
