import {describe, expect, it} from '@jest/globals';
import {checkedRequestId} from '../../../src/core/request-id.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';

describe('checkedRequestId', () => {
  it.each(['7126ba0f-aa54-4ddb-994d-3b57c6a63d64', 'order-17'])('takes %s', (id) => {
    expect(checkedRequestId(id)).toBe(id);
  });

  it.each(['', 'a\nb', 'a b', 'ü', 'x'.repeat(129)])('refuses %j', (id) => {
    expect(() => checkedRequestId(id)).toThrow(LambdockError);
  });
});
