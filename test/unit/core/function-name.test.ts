import {describe, expect, it} from '@jest/globals';
import {entryOf} from '../../../src/core/function-entry.js';
import {selectFunction} from '../../../src/core/function-name.js';
import type {Project} from '../../../src/core/project.js';
import {errorOf} from '../../support/error-of.js';
import {sampleSpec} from '../../support/samples.js';

const project = (...names: readonly string[]): Project => ({
  name: 'shop',
  id: '0123456789ab',
  root: '/shop',
  file: '/shop/lambdock.yml',
  registry: null,
  functions: names.map((name) => entryOf(sampleSpec({name}))),
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

  it('finds a function by another name of it, and names all whose name it is', async () => {
    const shop = {
      ...project('OrdersFn', 'a/Sub', 'b/Sub'),
      functions: [
        {...entryOf(sampleSpec({name: 'OrdersFn'})), aliases: ['shop-orders', 'a/Sub']},
        {...entryOf(sampleSpec({name: 'a/Sub'})), aliases: ['Sub']},
        {...entryOf(sampleSpec({name: 'b/Sub'})), aliases: ['Sub']},
      ],
    };
    expect(selectFunction(shop, 'shop-orders:live').name).toBe('OrdersFn');
    expect(selectFunction(shop, 'a/Sub').name).toBe('a/Sub');
    expect(await errorOf(() => selectFunction(shop, 'Sub'))).toMatchObject({
      code: 'FUNCTION_AMBIGUOUS',
      message: 'Sub means 2 functions: a/Sub, b/Sub',
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
