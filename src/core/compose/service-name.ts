import {LambdockError} from '../../errors/lambdock-error.js';
import {COMPOSE_DEFAULTS} from './compose-options.js';

/** A function's name as a compose service, and a host on its network, can have it. */
export const serviceName = (functionName: string): string =>
  functionName.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '') ||
  'function';

/** Refuses a name for the gateway that no service, and no host on its network, can have. */
export function checkGatewayName(gateway: string): void {
  const usable = serviceName(gateway);
  if (gateway === usable) return;
  throw new LambdockError('USAGE', {
    message: `--gateway ${JSON.stringify(gateway)}: a service's name has letters, digits, ".", "_" and "-" alone, and begins and ends with a letter or digit`,
    suggestions: [`--gateway ${usable === 'function' ? COMPOSE_DEFAULTS.gateway : usable}`],
    details: {gateway},
  });
}

/** A text in which compose replaces nothing. */
export const literal = (text: string): string => text.replaceAll('$', '$$$$');

/** A value that compose takes from its own environment, an empty one too, and refuses to do without. */
export const askedFor = (name: string, why: string): string =>
  `\${${name}?${why.replaceAll(/[${}\n]+/g, ' ')}}`;

/** The name under which compose is asked for a variable of a service. */
export const askedName = (service: string, variable: string): string =>
  `${service
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_')}_${variable}`;

/** Values as the file that `docker compose --env-file` reads. */
export const envFileText = (values: ReadonlyMap<string, string>): string =>
  [...values]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');

/** Compose reads what is in single quotes as it is, but for a quote and a line end. */
const quoted = (value: string): string =>
  /['\n\r\\]/.test(value)
    ? `"${value
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')
        .replaceAll('$', '\\$')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')}"`
    : `'${value}'`;
