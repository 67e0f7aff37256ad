import {chmod, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {contextItems, type ContextRequest} from '../../../src/files/recipe-context.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

async function listing(request: ContextRequest): Promise<string[]> {
  const lines: string[] = [];
  for await (const {entry} of contextItems(request)) {
    const what = entry.kind === 'link' ? `-> ${entry.target}` : entry.mode.toString(8);
    lines.push(`${entry.path} ${what}`);
  }
  return lines;
}

describe('contextItems', () => {
  it('keeps modes, lets all read, and makes scripts executable', async () => {
    const files = {
      'r/node/Dockerfile': 'FROM scratch\n',
      'r/node/start': '#!/bin/sh\n',
      'part/bin/tool': 'x',
      'part/secret': 'x',
      'part/big': Buffer.alloc(300_000, '#!'),
    };
    await inTempFolder(files, async (folder) => {
      await chmod(join(folder, 'part/bin/tool'), 0o711);
      await chmod(join(folder, 'part/secret'), 0o600);
      await symlink('bin/tool', join(folder, 'part/link'));
      const request = {
        folder: join(folder, 'r'),
        files: ['node/Dockerfile', 'node/start'],
        parts: [{content: join(folder, 'part'), to: 'lang'}],
      };
      expect(await listing(request)).toEqual([
        'node/Dockerfile 644',
        'node/start 755',
        'lang 755',
        'lang/big 644',
        'lang/bin 755',
        'lang/bin/tool 755',
        'lang/link -> bin/tool',
        'lang/secret 644',
      ]);
    });
  });

  it('says which file has gone', async () => {
    await inTempFolder({'part/x': ''}, async (folder) => {
      await rm(join(folder, 'part'), {recursive: true});
      const request = {folder, files: [], parts: [{content: join(folder, 'part'), to: 'p'}]};
      const error = await errorOf(() => listing(request));
      expect(error.code).toBe('IMAGE_BUILD_FAILED');
      expect(error.message).toContain(join(folder, 'part'));
    });
  });
});
