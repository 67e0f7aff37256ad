import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {createLambdock} from '../../src/lambdock.js';
import {openSession} from '../../src/wire/session.js';
import {inTempFolder} from '../support/in-temp-folder.js';

describe('createLambdock', () => {
  it('reads a project again that could not be read before', async () => {
    await inTempFolder({}, async (cwd) => {
      const lambdock = await createLambdock({cwd});
      await expect(lambdock.functions()).rejects.toMatchObject({code: 'PROJECT_NOT_FOUND'});
      await writeFile(
        join(cwd, 'lambdock.yml'),
        'version: 1\nfunctions: {a: {runtime: nodejs22.x, handler: i.h, code: .}}\n',
      );
      expect((await lambdock.functions()).map(({name}) => name)).toEqual(['a']);
      await lambdock.dispose();
    });
  });
});

describe('a disposed session', () => {
  it('stops what runs with an error of lambdock’s own', async () => {
    const session = openSession({dockerHost: 'unix:///absent.sock'});
    await session.dispose();
    expect(session.signal.reason).toMatchObject({name: 'LambdockError', code: 'USAGE'});
  });
});
