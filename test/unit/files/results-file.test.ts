import {appendFile, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {openResults, readResults} from '../../../src/files/results-file.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const lineOf = (index: number): Buffer =>
  Buffer.from(`${JSON.stringify({index, text: 'x'.repeat(index % 50)})}\n`);
const indexOf = (line: Uint8Array): number =>
  (JSON.parse(Buffer.from(line).toString()) as {index: number}).index;

async function indexesIn(lines: AsyncIterable<Uint8Array>): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const line of lines) found.push(indexOf(line));
  return found;
}

describe('a results file', () => {
  it('has every line on disk when it is told so, and gives them in the order of their indexes', () =>
    inTempFolder({}, async (folder) => {
      const path = join(folder, 'results');
      await using results = await openResults({path});
      const order = Array.from({length: 5000}, (_, n) => (n * 7919) % 5000);
      await Promise.all(order.map((index) => results.append(index, lineOf(index))));
      expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(5001);
      expect(await indexesIn(results.lines())).toEqual(Array.from({length: 5000}, (_, n) => n));
    }));

  it('is gone on with behind its whole lines: what was torn is cut off', () =>
    inTempFolder({}, async (folder) => {
      const path = join(folder, 'results');
      await writeFile(path, Buffer.concat([lineOf(3), lineOf(1)]));
      await appendFile(path, '{"index":2,"te');
      {
        await using results = await openResults({path, onKept: indexOf});
        await results.append(2, lineOf(2));
        expect(await indexesIn(results.lines())).toEqual([1, 2, 3]);
      }
      expect(await readFile(path)).toEqual(Buffer.concat([lineOf(3), lineOf(1), lineOf(2)]));
      await using again = await readResults(path, indexOf);
      expect(await indexesIn(again.lines())).toEqual([1, 2, 3]);
    }));

  it.each(['\0'.repeat(300), `\0\0\0"}\n${lineOf(9).toString()}`])(
    'is gone on with before the zeros that a power cut has left: %j',
    (zeros) =>
      inTempFolder({}, async (folder) => {
        const path = join(folder, 'results');
        await writeFile(path, Buffer.concat([lineOf(3), lineOf(1)]));
        await appendFile(path, zeros);
        await using results = await openResults({path, onKept: indexOf});
        await results.append(2, lineOf(2));
        expect(await indexesIn(results.lines())).toEqual([1, 2, 3]);
        expect(await readFile(path)).toEqual(Buffer.concat([lineOf(3), lineOf(1), lineOf(2)]));
      }),
  );

  it('begins empty where nothing is to be gone on with', () =>
    inTempFolder({}, async (folder) => {
      const path = join(folder, 'results');
      await writeFile(path, lineOf(3));
      await using results = await openResults({path});
      expect(await indexesIn(results.lines())).toEqual([]);
      expect(await readFile(path, 'utf8')).toBe('');
    }));
});
