import {describe, expect, it} from '@jest/globals';
import {mountOf} from '../../../src/core/mount.js';
import {errorOf} from '../../support/error-of.js';

describe('mountOf', () => {
  it.each([
    ['./data:/mnt/efs', {kind: 'bind', source: '/here/data', target: '/mnt/efs', readOnly: false}],
    ['/data:/mnt/efs:ro', {kind: 'bind', source: '/data', target: '/mnt/efs', readOnly: true}],
    ['a/b:/x:rw', {kind: 'bind', source: '/here/a/b', target: '/x', readOnly: false}],
    ['cache:/x', {kind: 'volume', source: 'cache', target: '/x', readOnly: false}],
  ])('reads %s', (text, mount) => {
    expect(mountOf(text, '/here')).toEqual(mount);
  });

  it.each(['data', ':/x', './data:x', 'a:/b:rx', 'a:/b:ro:z', '~/data:/x'])(
    'refuses %s',
    async (text) => {
      const error = await errorOf(() => mountOf(text, '/here'));
      expect(error).toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining(`mount ${text}: `),
      });
    },
  );
});
