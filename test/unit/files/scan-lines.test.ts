import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {scanLines} from '../../../src/files/scan-lines.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

it('lines of any length are read whole, each with its place, and a torn last one is left out', async () => {
  const lengths = [3, 2_500_000, 0, 1_048_575, 1_048_576, 7];
  const lines = lengths.map((length, index) => `${String(index).repeat(length)}\n`);
  await inTempFolder({lines: `${lines.join('')}torn`}, async (folder) => {
    await using handle = await open(join(folder, 'lines'));
    const seen: unknown[] = [];
    for await (const {line, offset, number} of scanLines(handle))
      seen.push([number, offset, Buffer.from(line).toString() === lines[number - 1]]);
    let offset = 0;
    const expected = lines.map((line, index) => {
      offset += line.length;
      return [index + 1, offset - line.length, true];
    });
    expect(seen).toEqual(expected);
  });
});
