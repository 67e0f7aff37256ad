import {LambdockError} from '../../errors/lambdock-error.js';
import {COMPOSE_DEFAULTS} from './compose-options.js';

const [LOOPBACK = ''] = COMPOSE_DEFAULTS.publish.split(':');

/** `PORT`, `ADDRESS:PORT` or `none`: nobody but this machine reaches a port whose address is not said. */
export function publishedAt(text: string): string | null {
  if (text === 'none') return null;
  const [, address = LOOPBACK, port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  if (port !== '' && Number(port) < 65_536) return `${address}:${port}`;
  throw new LambdockError('USAGE', {
    message: `--publish ${text}: expected PORT, ADDRESS:PORT or none`,
    suggestions: ['--publish 9001, --publish 0.0.0.0:3001, or --publish none'],
  });
}
