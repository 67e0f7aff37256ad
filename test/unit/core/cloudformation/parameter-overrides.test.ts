import {describe, expect, it} from '@jest/globals';
import {
  parameterOverrides,
  parameterPair,
} from '../../../../src/core/cloudformation/parameter-overrides.js';

describe('parameterOverrides', () => {
  it.each([
    ['', {}],
    ['A=1 B=two', {A: '1', B: 'two'}],
    ['A="two words"  B="a \\"b\\"" C=', {A: 'two words', B: 'a "b"', C: ''}],
    ['ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue="x y"', {A: '1', B: 'x y'}],
    [
      'Url=http://x/?a=b,c AWS::Region=eu-west-1',
      {Url: 'http://x/?a=b,c', 'AWS::Region': 'eu-west-1'},
    ],
    ['A=one\\ word', {A: 'one word'}],
    ['nonsense', undefined],
    ['A=1 nonsense', undefined],
  ])('reads %j', (text, params) => {
    expect(parameterOverrides(text)).toEqual(params);
  });
});

describe('parameterPair', () => {
  it('takes any text as value, and the longer form', () => {
    expect(parameterPair('A=b c=d')).toEqual(['A', 'b c=d']);
    expect(parameterPair('ParameterKey=A,ParameterValue=x=y')).toEqual(['A', 'x=y']);
    expect(parameterPair('A')).toBeUndefined();
  });
});
