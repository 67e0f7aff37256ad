import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {chanceOf, shuffle} from '../../../src/core/chance.js';
import {growingTable} from '../../../src/core/growing-table.js';
import {readRows} from '../../../src/files/read-rows.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const LINES = 4000;
const LENGTH = 1000;
const ALL = LINES * LENGTH;

/** What is read of a file whose lines lie in this order, in pieces of how many bytes. */
const bytesRead = (
  order: Uint32Array,
): Promise<{
  readonly read: number;
  readonly reads: number;
  readonly found: readonly number[];
}> =>
  inTempFolder({}, async (folder) => {
    await using handle = await open(join(folder, 'rows'), 'w+');
    const rows = growingTable('whole', 'any', 'whole');
    const lines = Array.from(order, (index, at) => {
      rows.add(index, at * LENGTH, LENGTH);
      return `${String(index).padStart(LENGTH - 1)}\n`;
    });
    await handle.write(lines.join(''));
    const counts = {read: 0, reads: 0};
    const counting: Pick<typeof handle, 'read'> = {
      read: async (...args: Parameters<typeof handle.read>) => {
        const done = await handle.read(...args);
        counts.read += done.bytesRead;
        counts.reads += 1;
        return done;
      },
    } as Pick<typeof handle, 'read'>;
    const found: number[] = [];
    for await (const {index, line} of readRows(counting, rows))
      if (index === Number(Buffer.from(line).toString())) found.push(index);
    return {...counts, found};
  });

const inOrder = (): Uint32Array => Uint32Array.from({length: LINES}, (_, at) => at);

it('lines that lie in the order of their indexes are read once, many at a time', async () => {
  const {read, reads, found} = await bytesRead(inOrder());
  expect(found).toEqual([...inOrder()]);
  expect(read).toBeLessThan(1.1 * ALL);
  expect(reads).toBeLessThan(15);
});

it('lines that events of one moment left a little out of order are still read many at a time', async () => {
  const order = inOrder();
  for (let at = 0; at + 4 <= LINES; at += 4) order.subarray(at, at + 4).reverse();
  const {read, reads, found} = await bytesRead(order);
  expect(found).toEqual([...inOrder()]);
  expect(read).toBeLessThan(2.5 * ALL);
  expect(reads).toBeLessThan(30);
});

it('lines in any order cost no more than a small piece each', async () => {
  const order = inOrder();
  shuffle(order, chanceOf(3));
  const {read, reads, found} = await bytesRead(order);
  expect(found).toEqual([...inOrder()]);
  expect(read / reads).toBeLessThan(70_000);
});
