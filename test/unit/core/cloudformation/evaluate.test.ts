import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {readDocument} from '../../../../src/config/read-document.js';
import {evaluate, evaluateText} from '../../../../src/core/cloudformation/evaluate.js';
import {isMapping} from '../../../../src/core/cloudformation/outcome.js';
import type {
  Evaluation,
  EvaluationScope,
  Found,
  Leaf,
} from '../../../../src/core/reference-scope.js';
import type {DocumentValue} from '../../../../src/core/reference.js';
import {inTempFolder} from '../../../support/in-temp-folder.js';

const KNOWN: Readonly<Record<string, DocumentValue>> = {
  Stage: 'prod',
  Empty: '',
  Zones: ['a', 'b', 'c'],
  Count: 3,
  'AWS::Region': 'eu-west-1',
  'Table.Arn': 'arn:table',
  'Db.Endpoint.Address': 'db.local',
  'the export shared-table': 'shared',
  'ssm:/x': 'from-ssm',
  'secretsmanager:db:SecretString:password': '{{resolve:ssm:/x}}',
  Stored: '{{resolve:ssm:/x}}',
};

const nameOf = (leaf: Leaf): string => {
  if (leaf.kind === 'ref') return leaf.id;
  if (leaf.kind === 'get-att') return `${leaf.id}.${leaf.attribute}`;
  return leaf.kind === 'dynamic' ? leaf.text : `the export ${leaf.name}`;
};

interface Asked {
  readonly outcome: Evaluation;
  readonly asked: readonly string[];
}

/** Evaluates `V` of a template. */
async function evaluated(yaml: string, change: Partial<EvaluationScope> = {}): Promise<Asked> {
  const asked: string[] = [];
  const value = await inTempFolder({'t.yaml': yaml}, (folder) => {
    const document = readDocument(join(folder, 't.yaml'), 't.yaml', 'everywhere');
    expect(document.issues).toEqual([]);
    return document.value;
  });
  const parts = isMapping(value) ? value : {};
  const part = (name: string): Readonly<Record<string, DocumentValue>> =>
    isMapping(parts[name]) ? parts[name] : {};
  const outcome = await evaluate(parts['V'] ?? null, {
    template: {mappings: part('Mappings'), conditions: part('Conditions')},
    source: (leaf) => {
      const name = nameOf(leaf);
      asked.push(name);
      const known = KNOWN[name];
      const found: Found | undefined =
        known === undefined
          ? undefined
          : {value: known, secret: name.startsWith('secretsmanager'), origin: `of ${name}`};
      return Promise.resolve(found);
    },
    ...change,
  });
  return {outcome, asked};
}

const valueOf = async (yaml: string): Promise<DocumentValue> => {
  const {outcome} = await evaluated(yaml);
  if (!outcome.known) throw new Error(outcome.missing.map(({why}) => why).join('; '));
  return outcome.value;
};

const whyOf = async (yaml: string): Promise<readonly string[]> => {
  const {outcome} = await evaluated(yaml);
  return outcome.known ? [] : outcome.missing.map(({why}) => why);
};

const CONDITIONS = `
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Not [!Condition IsProd]
  Both: !And [{Condition: IsProd}, !Not [!Condition IsTest]]
  Either: !Or [!Condition IsTest, !Equals [!Ref Gone, x], !Equals [1, "1"]]
  Loop: !Not [!Condition Loop]
Mappings:
  Sizes: {eu-west-1: {prod: 8, list: [p, q]}, us-east-1: {prod: 1}}
`;

describe('evaluate', () => {
  it.each([
    ['!Ref Stage', 'prod'],
    ['{Ref: Stage}', 'prod'],
    ['!GetAtt Table.Arn', 'arn:table'],
    ['!GetAtt [Table, Arn]', 'arn:table'],
    ['!GetAtt Db.Endpoint.Address', 'db.local'],
    ['!ImportValue shared-table', 'shared'],
    ['!ImportValue {"Fn::Sub": "shared-table"}', 'shared'],
    ['!Sub "${Stage}-${Table.Arn}-${AWS::Region}"', 'prod-arn:table-eu-west-1'],
    ['!Sub "a${!Stage}b"', 'a${Stage}b'],
    ['!Sub ["${A}${Stage}", {A: !Join ["", [x, y]], Stage: own}]', 'xyown'],
    ['!Sub "$&$1 ${Stage}"', '$&$1 prod'],
    ['!Join ["-", [a, !Ref Count, true, !Ref "AWS::NoValue"]]', 'a-3-true'],
    ['!Join [",", !Ref Zones]', 'a,b,c'],
    ['!Split [",", "a,b"]', ['a', 'b']],
    ['!Select [1, !Split [",", "a,b"]]', 'b'],
    ['!Select ["0", [x, !Ref Gone]]', 'x'],
    ['!Base64 "hé"', 'aMOp'],
    ['!Length [1, 2]', 2],
    ['!Length {Ref: Zones}', 3],
    ['{"Fn::ToJsonString": {a: [1, !Ref Stage], b: !Ref "AWS::NoValue"}}', '{"a":[1,"prod"]}'],
    ['!GetAZs ""', ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['!GetAZs us-east-2', ['us-east-2a', 'us-east-2b', 'us-east-2c']],
    ['!Cidr ["10.0.0.0/16", 2, 8]', ['10.0.0.0/24', '10.0.1.0/24']],
    ['!Select [1, !Cidr ["2001:db8:1:2::/56", 3, 64]]', '2001:db8:1:1::/64'],
    ['!FindInMap [Sizes, !Ref "AWS::Region", !Ref Stage]', 8],
    ['!FindInMap [Sizes, eu-west-1, list]', ['p', 'q']],
    ['!FindInMap [Sizes, mars, prod, {DefaultValue: !Ref Stage}]', 'prod'],
    ['!If [IsProd, yes, !Ref Gone]', 'yes'],
    ['!If [IsTest, !Ref Gone, no]', 'no'],
    ['!If [Both, !If [Either, a, b], c]', 'a'],
    ['!If [IsTest, x, !Ref "AWS::NoValue"]', null],
    ['!Ref Stored', 'from-ssm'],
    ['!Sub "x{{resolve:ssm:/x}}y"', 'xfrom-ssmy'],
    ['"{{resolve:ssm:/x}}"', 'from-ssm'],
    ['{a: [!Ref Stage], b: {c: !Ref Empty}}', {a: ['prod'], b: {c: ''}}],
  ])('evaluates %s', async (expression, value) => {
    expect(await valueOf(`V: ${expression}\n${CONDITIONS}`)).toEqual(value);
  });

  it.each([
    ['!Ref Gone', ['nothing tells Gone']],
    ['!Join ["", [!Ref A, !GetAtt B.C]]', ['nothing tells A', 'nothing tells B.C']],
    ['!Sub "${Zones}"', ['${Zones} in Fn::Sub is a list, not text']],
    ['!Sub "${}"', ['${} names no parameter, resource or variable']],
    ['!Select [3, !Ref Zones]', ['Fn::Select asks for number 3 of a list of 3, counted from 0']],
    ['!If [Loop, a, b]', ['the condition Loop needs itself']],
    ['!If [Nowhere, a, b]', ['the template has no condition Nowhere']],
    ['!FindInMap [Sizes, mars, prod]', ['the mappings have no Sizes.mars.prod']],
    ['!FindInMap [Sizes, constructor, name]', ['the mappings have no Sizes.constructor.name']],
    ['!Cidr ["10.0.0.0/24", 3, 7]', ['Fn::Cidr cannot take 3 blocks of 7 bits from 10.0.0.0/24']],
    ['!Transform {Name: Mine}', ['Fn::Transform runs a macro, which only AWS can']],
    ['{"Fn::ForEach::X": [a, [b], {}]}', ['Fn::ForEach is not supported: write its loop out']],
    ['!Join ["", [!Ref Zones]]', ['Fn::Join joins text and gets a list']],
    ['!ImportValue {Ref: Zones}', ['Fn::ImportValue needs text and gets a list']],
    ['"{{resolve:ssm:/y}}"', ['{{resolve:ssm:/y}} is known to AWS alone']],
  ])('says what is wrong with %s', async (expression, why) => {
    expect(await whyOf(`V: ${expression}\n${CONDITIONS}`)).toEqual(why);
  });

  it('looks up only the branch that is taken', async () => {
    const {asked} = await evaluated(`V: !If [IsProd, x, !Ref Other]\n${CONDITIONS}`);
    expect(asked).toEqual(['Stage']);
  });

  it('keeps a secret a secret through everything it is part of, and does not read what it holds', async () => {
    const {outcome} = await evaluated(
      'V: !Sub "postgres://{{resolve:secretsmanager:db:SecretString:password}}@${Stage}"',
    );
    expect(outcome).toEqual({
      known: true,
      value: 'postgres://{{resolve:ssm:/x}}@prod',
      secret: true,
      origins: ['of Stage', 'of secretsmanager:db:SecretString:password'],
    });
  });

  it('evaluates what a source tells in the template it comes from, and ends where it meets itself', async () => {
    const reference = (id: string): DocumentValue => ({
      text: `!Ref ${id}`,
      kind: 'ref',
      name: 'Ref',
      argument: id,
      place: null,
    });
    const inner: EvaluationScope = {
      template: {mappings: {}, conditions: {}},
      source: () => Promise.resolve({value: reference('Again'), secret: false, origin: 'inner'}),
    };
    const outcome = await evaluated('V: !Ref Outer', {
      source: () =>
        Promise.resolve({value: reference('X'), secret: true, origin: 'o', scope: inner}),
    });
    expect(outcome.outcome).toMatchObject({known: false, missing: [{why: 'Again needs itself'}]});
  });
});

describe('evaluateText', () => {
  it('takes text, numbers and booleans, and nothing else', async () => {
    const scope: EvaluationScope = {
      template: {mappings: {}, conditions: {}},
      source: () => Promise.resolve(undefined),
    };
    expect(await evaluateText(12, scope)).toMatchObject({known: true, value: '12'});
    expect(await evaluateText(false, scope)).toMatchObject({known: true, value: 'false'});
    expect(await evaluateText(['a'], scope)).toMatchObject({
      known: false,
      missing: [{why: 'text is needed, and it is a list'}],
    });
  });
});
