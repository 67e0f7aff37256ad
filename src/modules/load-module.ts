import {LambdockError} from '../errors/lambdock-error.js';
import {importCurrent} from './import-current.js';

/** The default export of a JavaScript module of the user's; `module.exports` of a CommonJS one. */
export async function loadDefault(file: string): Promise<unknown> {
  const loaded = (await importCurrent(file)) as {readonly default?: unknown};
  if ('default' in loaded) return loaded.default;
  throw new LambdockError('EVENT_INVALID', {
    message: `${file} has no default export`,
    suggestions: ['export default {…}, or export default async () => ({…})'],
  });
}
