import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import type {TempFiles} from '../../../support/in-temp-folder.js';
import {
  withServerless,
  type ReadProject,
  type ServerlessSurroundings,
} from '../../../support/serverless-project.js';

const HEAD = `service: shop
provider: {name: aws, runtime: nodejs22.x, stage: "\${opt:stage, 'test'}", region: eu-west-1}
functions:
  hello:
    handler: index.handler
    environment:
      VALUE: `;

/** What a text as a variable of a function comes to. */
const valueOf = (
  text: string,
  rest = '',
  {files = {}, ...surroundings}: ServerlessSurroundings & {readonly files?: TempFiles} = {},
): Promise<unknown> =>
  withServerless(
    {'serverless.yml': `${HEAD}${text}\n${rest}`, ...files},
    surroundings,
    (read: ReadProject) => read.variable('hello', 'VALUE'),
  );

const AWS = {
  account: () => Promise.resolve('111122223333'),
  stackOutputs: (stack: string, region?: string) =>
    Promise.resolve(stack === 'base' ? {Url: `https://${region ?? 'here'}`} : undefined),
  object: (bucket: string, key: string) =>
    Promise.resolve(bucket === 'conf' ? `object ${key}` : undefined),
  parameter: (name: string, region?: string) => {
    const value = {
      '/plain': {value: `plain ${region ?? 'here'}`, type: 'String'},
      '/list': {value: 'a,b', type: 'StringList'},
      '/secure': {value: 'hidden', type: 'SecureString'},
      '/json': {value: '{"user": "ada"}', type: 'SecureString'},
    } as const;
    return Promise.resolve(value[name as keyof typeof value]);
  },
  secret: ({id}: {readonly id: string}) =>
    Promise.resolve(id === 'db' ? '{"password": "${self:service}"}' : undefined),
};

describe('variables of a serverless.yml', () => {
  it.each([
    ['${self:service}', 'shop'],
    ['${self:custom.list.1}', 'b'],
    ['x-${self:custom.number}-${self:custom.yes}', 'x-5-true'],
    ['${self:custom.number}', '5'],
    ['${self:custom.price}', '1.10'],
    ['${self:custom.deep.${self:provider.stage}.url}', 'https://test'],
    ['${self:custom.indirect}', 'https://test'],
    ["${self:custom.nothing, self:custom.missing, 'last'}", 'last'],
    ["${self:custom.missing, '${self:service}'}", '${self:service}'],
    ['${self:custom.missing, ${self:service}}', 'shop'],
    ['${self:custom.map.key}', 'in a file'],
    ['${opt:region, self:provider.region}', 'eu-west-1'],
    ['${sls:stage}', 'test'],
    ['${aws:region}', 'eu-west-1'],
    ["${strToBool('1')}", 'true'],
    ['${strToBool(${self:custom.no})}', 'false'],
    ['"\\\\${self:service}"', '${self:service}'],
    ['${AWS::Region}', '${AWS::Region}'],
    ['${self:custom.merged.b}', '2'],
  ])('%s', async (text, expected) => {
    const rest = `custom:
  list: [a, b]
  number: 5
  price: 1.10
  yes: true
  no: "0"
  nothing: null
  indirect: \${self:custom.deep.\${opt:stage, 'test'}.url}
  deep: {test: {url: https://test}}
  map: \${file(map.yml)}
  merged: {<<: {b: 2}, a: 1}
`;
    expect(await valueOf(text, rest, {files: {'map.yml': 'key: in a file\n'}})).toBe(expected);
  });

  it.each([
    ['${env:HOME_OF}', 'shell'],
    ['${env:BOTH}', 'shell'],
    ['${env:FILE_ONLY}', 'of the stage, shell'],
    ["${env:PLAIN, 'not read'}", 'not read'],
  ])('%s, with .env files', async (text, expected) => {
    expect(
      await valueOf(text, 'useDotenv: true\n', {
        variables: {HOME_OF: 'shell', BOTH: 'shell'},
        files: {
          '.env': 'PLAIN=x\nFILE_ONLY=no\n',
          '.env.test': 'BOTH=file\nFILE_ONLY="of the stage, ${HOME_OF}"\n',
        },
      }),
    ).toBe(expected);
  });

  it.each([
    ['${param:given}', 'by flag'],
    ['${param:own}', 'test params'],
    ['${param:staged}', 'test stages'],
    ['${param:shared}', 'shared test'],
  ])('%s', async (text, expected) => {
    const rest = `params:
  default: {given: no, own: no, shared: "shared \${sls:stage}"}
  test: {own: test params}
stages:
  test: {params: {staged: test stages}}
`;
    expect(await valueOf(text, rest, {flags: {params: {given: 'by flag'}}})).toBe(expected);
  });

  it('follow --stage and --region, whatever the file says', async () => {
    const flags = {stage: 'prod', region: 'us-west-2'};
    expect(
      await valueOf(
        '${opt:stage} ${self:provider.stage} ${sls:stage} ${self:provider.region}',
        '',
        {flags},
      ),
    ).toBe('prod prod prod us-west-2');
  });

  it.each([
    ['${file(data.json):a.b}', 'json'],
    ['${file(./text.txt)}', 'a text of shop'],
    ['${file(module.cjs):asked}', 'shop test'],
    ['${file(module.cjs):promised}', 'later'],
    ['${file(function.mjs):value}', 'made for test'],
    ['${file(typed.ts):value}', 'typed'],
    ['${file(lines.yml):list.0}', 'shop'],
    ["${file(absent.yml):a, 'absent'}", 'absent'],
    ["${file(absent.js), 'absent'}", 'absent'],
    ['${file(stage.${self:provider.stage}.yml):a}', 'of the stage'],
  ])('%s', async (text, expected) => {
    const files = {
      'data.json': '{"a": {"b": "json"}}',
      'text.txt': 'a text of ${self:service}',
      'module.cjs': `exports.asked = async ({resolveVariable, resolveConfigurationProperty}) =>
  (await resolveVariable('self:service')) + ' ' + (await resolveConfigurationProperty(['provider', 'stage']));
exports.promised = Promise.resolve('later');`,
      'function.mjs':
        'export default ({options}) => ({value: `made for ${options.stage ?? "test"}`});',
      'typed.ts': 'import {word} from "./word";\nexport default {value: word as string};',
      'word.ts': 'export const word: string = "typed";',
      'lines.yml': 'list:\n  - ${self:service}\n',
      'stage.test.yml': 'a: of the stage\n',
    };
    expect(await valueOf(text, '', {files})).toBe(expected);
  });

  it.each([
    ['${git:branch}', /^trunk$/],
    ['${git:commit}', /^[0-9a-f]{40}$/],
    ['${git:sha1}', /^[0-9a-f]{7,}$/],
    ['${git:message}', /^first words$/],
    ['${git:isDirty}', /^false$/],
    ["${git:nonsense, 'nobody knows'}", /^nobody knows$/],
  ])('%s', async (text, expected) => {
    expect(await valueOf(text, '', {git: true})).toMatch(expected);
  });

  it.each([
    ['${aws:accountId}', '111122223333'],
    ['${cf:base.Url}', 'https://here'],
    ['${cf(us-west-2):base.Url}', 'https://us-west-2'],
    ["${cf:other.Url, 'no stack'}", 'no stack'],
    ['${s3:conf/a/b.txt}', 'object a/b.txt'],
    ['${ssm:/plain}', 'plain here'],
    ['${ssm(us-west-2):/plain}', 'plain us-west-2'],
    ['${ssm(raw):/list}', 'a,b'],
    ['x ${ssm:/list}', 'x a,b'],
    ['${ssm:/secure}', 'hidden'],
    ['${ssm(raw):/json}', '{"user": "ada"}'],
    ['${self:custom.db.password}', '${self:service}'],
    ["${ssm:/missing, 'no parameter'}", 'no parameter'],
  ])('%s', async (text, expected) => {
    const rest = 'custom:\n  db: ${ssm:/aws/reference/secretsmanager/db}\n';
    expect(await valueOf(text, rest, {aws: AWS})).toBe(expected);
  });

  it('that need AWS ask it when they are reached, in the region of the project, and mark secrets', async () => {
    await withServerless(
      {'serverless.yml': `${HEAD}\${ssm:/secure}\n      OTHER: \${ssm:/plain}\n`},
      {aws: AWS},
      async (read) => {
        const {environment} = await read.spec('hello');
        expect(read.asked).toEqual([]);
        expect(environment['VALUE']).toMatchObject({
          value: {kind: 'deferred', text: '${ssm:/secure}', place: {line: 7, column: 7}},
          origin: 'serverless.yml:7:7',
        });
        const value = environment['VALUE']?.value as {find(): Promise<unknown>};
        expect(await value.find()).toEqual({value: 'hidden', secret: true});
        expect(read.asked).toEqual(['eu-west-1']);
      },
    );
  });

  it('that nothing tells are named with file, line, column, and what needs them', async () => {
    const error = await errorOf(() =>
      valueOf('a ${self:custom.url}', 'custom:\n  url: x ${env:NOWHERE}\n'),
    );
    expect(error).toMatchObject({code: 'REFERENCE_UNRESOLVED'});
    expect(error.message).toBe(
      [
        'serverless.yml:9:10: custom.url: ${env:NOWHERE} is not known: NOWHERE is not set in this shell',
        '  needed by serverless.yml:7:7 functions.hello.environment.VALUE',
      ].join('\n'),
    );
  });

  it('that go in a circle are named, each of them', async () => {
    const error = await errorOf(() =>
      valueOf(
        '${self:custom.a}',
        'custom:\n  a: ${self:custom.b}\n  b: x${self:custom.c}\n  c: ${self:custom.a}\n',
      ),
    );
    expect(error).toMatchObject({code: 'PROJECT_INVALID'});
    expect(error.message).toBe(
      'serverless.yml:9:3: custom.a: variables go in a circle: custom.a → custom.b → custom.c → custom.a',
    );
  });

  it.each([
    [
      '${vault:a}',
      /REFERENCE_UNRESOLVED serverless\.yml:7:14: .*there are no variables of the type vault/,
    ],
    [
      '${self:custom.map} and text',
      /PROJECT_INVALID .*\$\{self:custom\.map\} is a mapping, which cannot be part of a text/,
    ],
    ['${self:custom.map}', /ENV_INVALID .*the variable VALUE of hello is a mapping/],
    ['"x ${self:a"', /PROJECT_INVALID serverless\.yml:7:17: .*it is not closed/],
    ['${file(text.txt)}', /PROJECT_INVALID .*without end/],
    ['${file(throws.cjs):a}', /PROJECT_INVALID .*throws\.cjs failed: .*no such luck/],
  ])('%s is refused', async (text, expected) => {
    const files = {
      'text.txt': '${file(text.txt)}',
      'throws.cjs': 'exports.a = () => { throw new Error("no such luck"); };',
    };
    const error = await errorOf(() => valueOf(text, 'custom: {map: {a: 1}}\n', {files}));
    expect(`${error.code} ${error.message}`).toMatch(expected);
  });
});
