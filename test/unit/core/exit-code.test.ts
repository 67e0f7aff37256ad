import {describe, expect, it} from '@jest/globals';
import {exitCodeOf} from '../../../src/core/exit-code.js';
import type {Outcome} from '../../../src/core/invocation.js';
import {CATALOG, type ErrorCode} from '../../../src/errors/catalog.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';

const error = {type: 'Error', message: 'no', stackTrace: []};
const failures: readonly [Outcome, number][] = [
  [{status: 'function-error', error}, 1],
  [{status: 'init-error', error}, 1],
  [{status: 'too-large', error}, 1],
  [{status: 'out-of-memory', error}, 1],
  [{status: 'crashed', error, exitCode: 7, signal: null}, 1],
  [{status: 'timed-out', error}, 124],
];

describe('exitCodeOf', () => {
  it('is 0 for an answer', () => {
    expect(exitCodeOf({status: 'ok'})).toBe(0);
  });

  it.each(failures)('tells how the function failed: %j', (outcome, code) => {
    expect(exitCodeOf(outcome)).toBe(code);
  });

  it.each(Object.keys(CATALOG) as ErrorCode[])('takes %s from the catalogue', (code) => {
    expect(exitCodeOf(new LambdockError(code, {message: 'no'}))).toBe(CATALOG[code].exit);
  });

  it('is 70 for what nobody foresaw', () => {
    expect(exitCodeOf(new TypeError('no'))).toBe(70);
  });
});
