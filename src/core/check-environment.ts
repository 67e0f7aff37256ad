import {LambdockError} from '../errors/lambdock-error.js';
import {statusOfName} from './reserved-variables.js';
import type {ResolvedEnvironment, ResolvedVariable} from './resolved-environment.js';

/** AWS's limit for all variables of a function; it measures them as JSON text. */
const MOST_BYTES = 4096;

/** What Lambda takes as a name, and what a shell does: for a run of one's own more is allowed. */
const NAME = {
  project: {
    form: /^[A-Za-z][A-Za-z0-9_]+$/,
    says: "Lambda wants a letter, then one or more letters, digits and '_'",
  },
  caller: {
    form: /^[A-Za-z_][A-Za-z0-9_]*$/,
    says: "a name is letters, digits and '_', and begins with no digit",
  },
};

/**
 * Rejects with ENV_INVALID what AWS would refuse: bad and reserved names, and more than 4 KB. Its
 * credentials and region are reserved too, but may be given for a run (`--env`, `--env-file`).
 */
export function checkEnvironment(environment: ResolvedEnvironment): void {
  const variables = Object.entries(environment);
  const problems = variables.flatMap(([name, variable]) => {
    const why = problemOf(name, variable);
    return why === undefined ? [] : [{name, origin: variable.origin, why}];
  });
  if (problems.length > 0) {
    throw new LambdockError('ENV_INVALID', {
      message: problems.map(({name, origin, why}) => `${origin}: ${name}: ${why}`).join('\n'),
      suggestions: ['rename or remove them'],
      details: {variables: problems},
    });
  }
  checkSize(variables);
}

function problemOf(name: string, {value, by}: ResolvedVariable): string | undefined {
  const status = statusOfName(name);
  if (status === 'reserved')
    return 'Lambda sets this variable itself, and refuses it from a function';
  if (!NAME[by].form.test(name)) return NAME[by].says;
  if (value.includes('\0')) return 'a value cannot contain the character NUL';
  if (status === 'local-only' && by === 'project') {
    return 'Lambda sets this variable itself; for a local run give it with --env or --env-file';
  }
  return undefined;
}

function checkSize(variables: readonly (readonly [string, ResolvedVariable])[]): void {
  const counted = variables
    .filter(([name]) => statusOfName(name) === 'free')
    .map(([name, {value}]) => [name, value] as const);
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(counted)));
  if (bytes <= MOST_BYTES) return;
  const largest = counted
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, 3)
    .map(([name, value]) => `${name} (${Buffer.byteLength(value)} bytes)`);
  throw new LambdockError('ENV_INVALID', {
    message: `the environment variables take ${bytes} bytes as JSON, Lambda allows ${MOST_BYTES}; the largest: ${largest.join(', ')}`,
    suggestions: ['keep large values in a file of the code, a layer, SSM or S3'],
    details: {bytes, limit: MOST_BYTES},
  });
}
