import {checkWritable, writeResults} from '../files/write-results.js';

/** Rejects with DISK_FAILED when the answer could not be written into this file. */
export const checkOutput = (file: string): Promise<void> => checkWritable(file);

/** The answer of a function into a file. */
export const writeOutput = (file: string, body: Uint8Array): Promise<void> =>
  writeResults(file, body);

/** Values into a file that nobody else may read. */
export const writeSecrets = (file: string, text: Uint8Array): Promise<void> =>
  writeResults(file, text, {isSecret: true});
