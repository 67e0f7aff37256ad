import {isIP} from 'node:net';
import {LambdockError} from '../errors/lambdock-error.js';

/** Docker's word for the machine that the engine runs on. */
const GATEWAY = 'host-gateway';

/** `HOST:IP` entries as the engine takes them; the first colon splits, so that an IP may be of v6. */
export function hostEntriesOf(texts: readonly string[]): readonly string[] {
  for (const text of texts) {
    const [host = ''] = text.split(':', 1);
    const address = text.slice(host.length + 1).replace(/^\[(.*)\]$/, '$1');
    if (host !== '' && (address === GATEWAY || isIP(address) !== 0)) continue;
    throw new LambdockError('USAGE', {
      message: `add-host ${text}: expected HOST:IP`,
      suggestions: ['--add-host db:10.0.0.5, or --add-host db:host-gateway for this machine'],
    });
  }
  return texts;
}
