import {describe, expect, it} from '@jest/globals';
import {selectFunction} from '../../../src/core/function-name.js';
import type {Project} from '../../../src/core/function-spec.js';
import {errorOf} from '../../support/error-of.js';
import {sampleSpec} from '../../support/samples.js';

const project = (...names: readonly string[]): Project => ({
  name: 'shop',
  id: '0123456789ab',
  root: '/shop',
  file: '/shop/lambdock.yml',
  registry: null,
  functions: names.map((name) => sampleSpec({name})),
});

describe('selectFunction', () => {
  it.each([
    'hello',
    'hello:live',
    'hello:$LATEST',
    'function:hello',
    '111122223333:function:hello:7',
    'arn:aws:lambda:eu-west-1:111122223333:function:hello',
    'arn:aws-cn:lambda:cn-north-1:111122223333:function:hello:$LATEST',
  ])('finds hello by %s', (name) => {
    expect(selectFunction(project('hello', 'other'), name).name).toBe('hello');
  });

  it('needs no name where there is one function', () => {
    expect(selectFunction(project('hello')).name).toBe('hello');
  });

  it('names every candidate, and the nearest, for an unknown name', async () => {
    const error = await errorOf(() => selectFunction(project('hello', 'other'), 'helo'));
    expect(error).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
      exitCode: 2,
      message: 'there is no function helo; the project has hello, other',
      suggestions: ['did you mean hello?'],
      details: {name: 'helo', candidates: ['hello', 'other'], nearest: 'hello'},
    });
  });

  it('never picks one of several by itself', async () => {
    const error = await errorOf(() => selectFunction(project('hello', 'other')));
    expect(error).toMatchObject({
      code: 'FUNCTION_AMBIGUOUS',
      exitCode: 2,
      details: {candidates: ['hello', 'other']},
    });
  });
});
