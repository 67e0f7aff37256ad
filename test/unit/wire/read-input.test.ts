import {Readable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {readContexts, readEvent} from '../../../src/wire/read-input.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

describe('readEvent', () => {
  it('knows YAML and JavaScript', async () => {
    const files = {'e.yml': 'a: 1', 'e.mjs': 'export default {a: 1}'};
    await inTempFolder(files, async (cwd) => {
      for (const event of Object.keys(files)) {
        const stdin = (): Readable => Readable.from([]);
        const bytes = await readEvent({event, cwd, stdin, onWaiting: () => undefined});
        expect(Buffer.from(bytes).toString()).toBe('{"a":1}');
      }
    });
  });
});

describe('readContexts', () => {
  it('reads the client context from a file after @, and the context from a path', async () => {
    const files = {'cc.json': '{"client": {}}', 'c.json': '{"timeout": 9, "x": 1}'};
    await inTempFolder(files, async (cwd) => {
      const contexts = await readContexts({clientContext: '@cc.json', contextPath: 'c.json', cwd});
      expect(contexts).toEqual({
        clientContext: {client: {}, custom: {x: 1}},
        context: {timeoutSeconds: 9},
      });
    });
  });

  it('tells a missing file, and the place of bad JSON in one', async () => {
    await inTempFolder({'c.json': '{\n'}, async (cwd) => {
      expect(await errorOf(() => readContexts({clientContext: '@no.json', cwd}))).toMatchObject({
        code: 'EVENT_INVALID',
        message: expect.stringContaining('no.json'),
      });
      expect(await errorOf(() => readContexts({contextPath: 'c.json', cwd}))).toMatchObject({
        message: expect.stringContaining('c.json:2:1: not JSON'),
      });
    });
  });

  it('refuses a context given twice', async () => {
    const error = await errorOf(() => readContexts({context: '{}', contextPath: 'c.json'}));
    expect(error).toMatchObject({code: 'USAGE', exitCode: 2});
  });
});
