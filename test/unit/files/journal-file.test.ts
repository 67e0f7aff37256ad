import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import type {JournalLine} from '../../../src/core/replay-journal.js';
import {openJournal, readJournal} from '../../../src/files/journal-file.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const FIRST = {kind: 'run'} as JournalLine;

it('a journal that cannot be opened or put in its place is named', () =>
  inTempFolder({}, async (folder) => {
    const nowhere = join(folder, 'nowhere', 'results.journal');
    const taken = join(folder, 'results.journal');
    await mkdir(join(taken, 'below'), {recursive: true});
    for (const path of [nowhere, taken]) {
      const error = await errorOf(() => openJournal(path, FIRST));
      expect(error).toMatchObject({code: 'DISK_FAILED', details: {file: path}});
    }
  }));

it('a broken line of a journal is named', () =>
  inTempFolder({}, async (folder) => {
    const path = join(folder, 'results.journal');
    await writeFile(path, '{"kind":"run"}\n{"kind":"ti{"kind":"end"}\n');
    const error = await errorOf(async () => {
      for await (const line of (await readJournal(path)) ?? []) expect(line).toEqual(FIRST);
    });
    expect(error).toMatchObject({code: 'RESUME_MISMATCH', details: {file: path, line: 2}});
  }));

it('a journal ends before the zeros that a power cut has left', () =>
  inTempFolder({}, async (folder) => {
    const path = join(folder, 'results.journal');
    await writeFile(path, '{"kind":"run"}\n\0\0\0\0}\n{"kind":"time"}\n');
    const lines = [];
    for await (const line of (await readJournal(path)) ?? []) lines.push(line);
    expect(lines).toEqual([FIRST]);
  }));
