import {execFile} from 'node:child_process';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const SCRIPT = fileURLToPath(new URL('../../scripts/test-functions.mjs', import.meta.url));

/** What tests keep between runs, outside the checkout. */
export const TEST_CACHE = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'lambdock-test',
);

/** A compiled function, or why this machine cannot compile it. */
export interface Compiled {
  readonly folder?: string;
  readonly reason?: string;
}

/** Compiles a test function, unless that is done already. */
export async function compiled(name: string): Promise<Compiled> {
  const {stdout} = await promisify(execFile)(process.execPath, [SCRIPT, name]);
  const all = JSON.parse(stdout) as Readonly<Record<string, Compiled>>;
  return all[name] ?? {reason: `${name} is unknown to ${SCRIPT}`};
}
