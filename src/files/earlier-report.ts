import {open, stat} from 'node:fs/promises';

/** How reports of every form begin: HTML, JUnit, JSON and its lines, annotations, Markdown, text. */
const BEGINNINGS =
  /^(<!doctype html|<\?xml|\s*\{\s*"schemaVersion"|::(error|warning|notice)|#+ |\||[^\n]*: \d+ events?, )/i;
const MOST = 200;

/** Whether there is a file that does not begin as a report does; an empty one does. */
export async function isForeign(path: string): Promise<boolean> {
  try {
    // A pipe is opened only when somebody writes into it.
    if (!(await stat(path)).isFile()) return false;
    await using handle = await open(path, 'r');
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(MOST), 0, MOST, 0);
    return bytesRead > 0 && !BEGINNINGS.test(buffer.toString('utf8', 0, bytesRead));
  } catch (error) {
    // What cannot be read is written over no sooner.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
