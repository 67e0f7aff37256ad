import {describe, expect, it} from '@jest/globals';
import {pseudoParameter} from '../../../src/core/cloudformation/pseudo-parameters.js';
import {arnInAws, nameInAws} from '../../../src/core/function-in-aws.js';

const nested = {name: 'Api/Fn', physicalName: 'Fn'};

describe('a function in AWS', () => {
  it.each([
    [nested, {}, 'Fn'],
    [{name: 'hello'}, {}, 'hello'],
    [nested, {functionName: 'told'}, 'told'],
  ])('%j with %j is called %s, in its ARN too', (spec, context, name) => {
    expect(nameInAws(spec, context)).toBe(name);
    expect(arnInAws(spec, {region: 'eu-west-1', context})).toBe(
      `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
    );
  });

  it('has the ARN that the caller says', () => {
    const context = {invokedFunctionArn: 'arn:aws:lambda:r:1:function:x:2'};
    expect(arnInAws(nested, {region: 'eu-west-1', context})).toBe(context.invokedFunctionArn);
  });

  it('belongs to the account that a template finds where nobody names one', () => {
    const account = pseudoParameter({region: 'eu-west-1', stackName: 's'}, 'AWS::AccountId');
    expect(account).toMatchObject({value: '123456789012'});
    expect(arnInAws(nested, {region: 'eu-west-1'})).toContain(':123456789012:');
  });
});
