import {LambdockError} from '../errors/lambdock-error.js';

/** An address of v4 or v6, or Docker's word for the machine that the engine runs on. */
const ADDRESS = /^(host-gateway|(\d{1,3}\.){3}\d{1,3}|\[?[\da-f]*:[\da-f:.]+\]?)$/i;

/** `HOST:IP` entries as the engine takes them; the first colon splits, so that an IP may be of v6. */
export function hostEntriesOf(texts: readonly string[]): readonly string[] {
  for (const text of texts) {
    const [host = ''] = text.split(':', 1);
    if (host !== '' && ADDRESS.test(text.slice(host.length + 1))) continue;
    throw new LambdockError('USAGE', {
      message: `add-host ${text}: expected HOST:IP`,
      suggestions: ['--add-host db:10.0.0.5, or --add-host db:host-gateway for this machine'],
    });
  }
  return texts;
}
