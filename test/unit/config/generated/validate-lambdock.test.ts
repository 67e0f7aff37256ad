import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, it} from '@jest/globals';

describe('validate-lambdock', () => {
  it('is made from the schema as it is now', async () => {
    const {stderr} = await promisify(execFile)('node', ['scripts/generate.mjs', '--check']);
    expect(stderr).toBe('');
  }, 30_000);
});
