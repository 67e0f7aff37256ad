import {describe, expect, it} from '@jest/globals';
import type {AwsLookup, StackResource} from '../../../src/core/aws-lookup.js';
import {isReference} from '../../../src/core/reference.js';
import {findValue, type ValueSources} from '../../../src/environment/find-value.js';
import {spec, type Files} from '../../support/template-project.js';

/** Both templates have a Queue, and each has one that the other has not. */
const FILES: Files = {
  'template.yaml': `
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Outer: {Type: AWS::SQS::Queue}
  Nested:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: nested.yaml, Parameters: {Passed: !Ref Outer}}
  Top:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: top
      Handler: a.b
      Runtime: python3.13
      Environment:
        Variables: {SAME: !GetAtt Nested.Outputs.Same, BACK: !GetAtt Nested.Outputs.Back}
`,
  'nested.yaml': `
Parameters: {Passed: {Type: String}}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Inner:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: inner
      Handler: a.b
      Runtime: python3.13
      Environment: {Variables: {PASSED: !Ref Passed, OWN: !Ref Queue}}
Outputs:
  Same: {Value: !Ref Queue}
  Back: {Value: !Sub "back-\${Passed}"}
`,
};

const DEPLOYED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shop: {Queue: 'queue of shop', Outer: 'outer of shop', Nested: 'shop-Nested-1X'},
  'shop-Nested-1X': {Queue: 'queue of nested'},
};

/** An AWS that tells resources alone: neither attributes nor parameters of stacks. */
function resourcesOnly(): {readonly aws: AwsLookup; readonly asked: readonly string[]} {
  const asked: string[] = [];
  const nothing = (): Promise<undefined> => Promise.resolve(undefined);
  const stackResource = (stack: string, logicalId: string): Promise<StackResource | undefined> => {
    asked.push(`${stack}.${logicalId}`);
    const physicalId = DEPLOYED[stack]?.[logicalId];
    if (physicalId === undefined) return nothing();
    const type = logicalId === 'Nested' ? 'AWS::CloudFormation::Stack' : 'AWS::SQS::Queue';
    return Promise.resolve({logicalId, physicalId, type, stackId: `a:b/${stack}`});
  };
  const aws: AwsLookup = {
    stackResource,
    stackOutputs: nothing,
    stackParameters: nothing,
    attribute: nothing,
    exportedValue: nothing,
    parameter: nothing,
    secret: nothing,
    object: nothing,
    account: () => Promise.resolve('111122223333'),
  };
  return {aws, asked};
}

async function valuesOf(name: string): Promise<{
  readonly values: Readonly<Record<string, unknown>>;
  readonly asked: readonly string[];
}> {
  const {aws, asked} = resourcesOnly();
  const owner = await spec(FILES, name);
  const sources: ValueSources = {
    aws,
    stack: 'shop',
    params: [],
    region: 'eu-west-1',
    projectName: 'p',
    isAwsWanted: true,
  };
  const find = findValue(owner, sources);
  const pairs = Object.entries(owner.environment).map(async ([key, {value}]) => {
    const sought = isReference(value) ? await find(value) : null;
    return [key, sought?.known === true ? sought.value : sought?.why] as const;
  });
  return {values: Object.fromEntries(await Promise.all(pairs)), asked};
}

describe('a deployed stack with nested ones', () => {
  it('is asked for its own resources alone: an output of a nested one is looked up in that', async () => {
    const {values, asked} = await valuesOf('Top');
    expect(values).toEqual({SAME: 'queue of nested', BACK: 'back-outer of shop'});
    expect(asked).not.toContain('shop.Queue');
    expect(asked).not.toContain('shop.Passed');
    expect(asked).not.toContain('shop-Nested-1X.Outer');
  });

  it('is asked for what it passes on to the function of a nested one', async () => {
    const {values} = await valuesOf('Nested/Inner');
    expect(values).toEqual({PASSED: 'outer of shop', OWN: 'queue of nested'});
  });
});
