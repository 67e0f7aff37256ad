import {describe, expect, it} from '@jest/globals';
import {
  parseVariables,
  VariableSyntaxError,
} from '../../../../src/readers/serverless/parse-variables.js';

const call = (type: string, address: string | null, params: readonly unknown[] = []): object => ({
  kind: 'call',
  type,
  params: params.map((value) => ({value})),
  address: address === null ? null : {value: address},
});

/** The sources of a text that is one variable. */
const sources = (text: string): readonly object[] => {
  const [only, ...others] = parseVariables(text);
  if (typeof only !== 'object' || others.length > 0) throw new Error(`${text} is not one variable`);
  expect(only.text).toBe(text);
  return only.sources;
};

describe('parseVariables', () => {
  it('reads type, parameters and address', () => {
    expect(sources('${self:}')).toEqual([call('self', null)]);
    expect(sources('${self:custom.a.b}')).toEqual([call('self', 'custom.a.b')]);
    expect(sources('${ssm(eu-west-1, raw):/a/b}')).toEqual([
      call('ssm', '/a/b', ['eu-west-1', 'raw']),
    ]);
    expect(sources("${file('./a, b (c).yml'):x}")).toEqual([call('file', 'x', ['./a, b (c).yml'])]);
    expect(sources('${strToBool(true)}')).toEqual([call('strToBool', null, [true])]);
    expect(sources('${file( ./a.yml ) : a }')).toEqual([call('file', 'a', ['./a.yml'])]);
  });

  it('reads defaults: other variables, quoted texts, numbers, true, false and null', () => {
    expect(sources(`\${opt:stage, self:provider.stage, 'dev'}`)).toEqual([
      call('opt', 'stage'),
      call('self', 'provider.stage'),
      {kind: 'literal', value: 'dev'},
    ]);
    expect(sources(`\${opt:a, "it's, \\"here\\""}`).at(-1)).toEqual({
      kind: 'literal',
      value: `it's, "here"`,
    });
    expect(sources(`\${opt:a,''}`).at(-1)).toEqual({kind: 'literal', value: ''});
    for (const [written, value] of [
      ['1.5', 1.5],
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      expect(sources(`\${opt:a, ${written}}`).at(-1)).toEqual({kind: 'literal', value});
    }
  });

  it('reads variables inside addresses, parameters and defaults', () => {
    expect(sources('${self:custom.${opt:stage, "dev"}.url}')).toEqual([
      {
        ...call('self', null),
        address: {
          template: [
            'custom.',
            {
              text: '${opt:stage, "dev"}',
              sources: [call('opt', 'stage'), {kind: 'literal', value: 'dev'}],
            },
            '.url',
          ],
        },
      },
    ]);
    expect(sources('${opt:a, ${env:B}}')).toEqual([
      call('opt', 'a'),
      {kind: 'variable', variable: {text: '${env:B}', sources: [call('env', 'B')]}},
    ]);
  });

  it.each([
    'plain',
    '${AWS::Region}',
    'arn:aws:s3:::${Bucket}/*',
    '${Queue.Arn}',
    '$5 and {braces}',
    '${}',
  ])('leaves %s alone', (text) => {
    expect(parseVariables(text)).toEqual([text]);
  });

  it('finds variables among what only looks like them', () => {
    expect(parseVariables('${AWS::Region}-${self:a}-${B}')).toEqual([
      '${AWS::Region}-',
      {text: '${self:a}', sources: [call('self', 'a')]},
      '-${B}',
    ]);
  });

  it('takes a backslash before a variable as its escape', () => {
    expect(parseVariables('a \\${self:b} \\n')).toEqual(['a ${self:b} \\n']);
    expect(parseVariables('a\\\\${self:b}')).toEqual([
      'a\\',
      {text: '${self:b}', sources: [call('self', 'b')]},
    ]);
  });

  it.each([
    ['${self:a', 'it is not closed: "}" is missing', 0],
    ['x ${file(a:b}', 'it is not closed: ")" is missing', 8],
    ["${opt:a, 'b}", 'the closing quote is missing', 9],
    ['${opt:a, dev}', 'a text stands in quotes', 9],
    ['${opt:a, }', 'a default is missing after the comma', 9],
    ['${self:${Foo}}', 'no variable begins like this', 7],
  ])('says what is wrong with %s', (text, problem, at) => {
    let error: unknown;
    try {
      parseVariables(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(VariableSyntaxError);
    expect(error).toMatchObject({at, message: expect.stringContaining(problem) as unknown});
  });
});
