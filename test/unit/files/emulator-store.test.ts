import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {isProgramFor} from '../../../src/core/emulator.js';
import {emulatorStore} from '../../../src/files/emulator-store.js';
import {isUnchanged} from '../../../src/files/part-unchanged.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

describe('the store of emulators', () => {
  it('keeps a copy per architecture, by digest, ready to be sent', async () => {
    await inTempFolder({}, async (cacheFolder) => {
      const store = emulatorStore(cacheFolder);
      expect(store.copyFor('x86_64')).toBeNull();
      const kept = store.keep('x86_64', Buffer.from('program'));
      expect(emulatorStore(cacheFolder).copyFor('x86_64')).toEqual(kept);
      expect(store.copyFor('arm64')).toBeNull();
      expect(kept).toMatchObject({kind: 'emulator', bytes: 7});
      expect(await readFile(join(kept.source.path, 'aws-lambda-rie'), 'utf8')).toBe('program');
      expect(await isUnchanged(kept, {cacheFolder})).toBe(true);
    });
  });

  it('remembers which images have one, which have none, and which nobody looked into', async () => {
    await inTempFolder({}, (cacheFolder) => {
      const store = emulatorStore(cacheFolder);
      store.rememberPath('sha256:a', '/usr/local/bin/aws-lambda-rie');
      store.rememberPath('sha256:b', null);
      expect(['a', 'b', 'c'].map((id) => store.pathIn(`sha256:${id}`))).toEqual([
        '/usr/local/bin/aws-lambda-rie',
        null,
        undefined,
      ]);
    });
  });
});

describe('a program', () => {
  const elf = (machine: number): Buffer => {
    const bytes = Buffer.alloc(64);
    bytes.write('\x7fELF', 'latin1');
    bytes.writeUInt16LE(machine, 18);
    return bytes;
  };

  it('is told by its header', () => {
    expect(isProgramFor(elf(0x3e), 'x86_64')).toBe(true);
    expect(isProgramFor(elf(0xb7), 'arm64')).toBe(true);
    expect(isProgramFor(elf(0xb7), 'x86_64')).toBe(false);
    expect(isProgramFor(Buffer.from('#!/bin/sh\n# a script of some length'), 'x86_64')).toBe(false);
  });
});
