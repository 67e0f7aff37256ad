import {existsSync} from 'node:fs';
import {awaiting} from '../core/awaited.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {importCurrent} from './import-current.js';

/** Everything that a JavaScript module of the user's exports; `default` of a CommonJS one is its `module.exports`. */
export async function loadExports(
  file: string,
  shownAs: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) throw unloadable(shownAs, 'there is no such file');
  try {
    const running = {what: `the hooks module ${shownAs}`, code: 'HOOKS_INVALID'} as const;
    return {
      ...(await awaiting(running, () => importCurrent(file))),
    };
  } catch (cause) {
    throw unloadable(shownAs, `could not be loaded: ${wordsOf(cause, file)}`, cause);
  }
}

/** What was thrown, and the line of the module that it names first. */
function wordsOf(thrown: unknown, file: string): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const line = thrown.stack?.split('\n').find((text) => text.includes(file));
  const words = `${thrown.name}: ${thrown.message}`;
  return line === undefined ? words : `${words}\n  ${line.trim().replaceAll('file://', '')}`;
}

const unloadable = (shownAs: string, why: string, cause?: unknown): LambdockError =>
  new LambdockError('HOOKS_INVALID', {
    message: `the hooks of ${shownAs}: ${why}`,
    ...(cause instanceof SyntaxError && {suggestions: [`node --check ${shownAs}`]}),
    details: {from: shownAs, key: null},
    cause,
  });
