import {pid} from 'node:process';
import {expect, it} from '@jest/globals';
import {processIdentity} from '../../../src/files/process-identity.js';
import {withResults} from '../../../src/wire/replay-lock.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

it('results are written by one run at a time, and by the next when it has ended', () =>
  inTempFolder({}, async (cwd) => {
    const session = {ownership: processIdentity(), options: {cwd}};
    const other = (results: string) => withResults(session, results, async () => 'written');
    await withResults(session, 'r', async () => {
      await expect(other('./r')).rejects.toMatchObject({
        code: 'USAGE',
        message: `another lambdock (pid ${pid}) is writing ./r`,
      });
      expect(await other('s')).toBe('written');
    });
    expect(await other('r')).toBe('written');
    const failed = withResults(session, 'r', () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    expect(await other('r')).toBe('written');
  }));
