import {openResults} from '../../src/files/results-file.js';

/** A process that writes results of 600 bytes until it may not, and then one that is shorter. */
const [, , path = ''] = process.argv;
const lineOf = (index: number, length: number): Buffer =>
  Buffer.from(`${JSON.stringify({index, eventId: 'e', text: 'x'.repeat(length)})}\n`);

await using results = await openResults({path});
let failed = 0;
for (let index = 0; index < 3; index += 1)
  await results.append(index, lineOf(index, 600)).catch(() => (failed += 1));
await results.append(9, lineOf(9, 100));
const indexes: number[] = [];
for await (const {index} of results.rows()) indexes.push(index);
process.stdout.write(JSON.stringify({failed, indexes}));
