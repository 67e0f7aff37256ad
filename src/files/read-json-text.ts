import {readFile} from 'node:fs/promises';
import {utf8Bytes} from './event-text.js';
import {eventInvalid} from './event-error.js';

/** The text of a file with JSON in it. */
export async function readJsonText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === 'ENOENT'
      ? eventInvalid(`there is no file ${file}`, {cause})
      : eventInvalid(`cannot read ${file}: ${(cause as Error).message}`, {cause});
  });
  return utf8Bytes(bytes, file).toString();
}
