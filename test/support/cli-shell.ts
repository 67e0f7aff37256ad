import {mkdir, symlink} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {CLI, type Run} from './cli.js';
import type {E2eProject} from './e2e-project.js';
import {startCli} from './start-cli.js';

/** Runs a line in bash, where `lambdock` is the built command line; a failure in a pipe counts. */
export async function inShell(
  project: Pick<E2eProject, 'folder' | 'env'>,
  line: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const bin = join(project.folder, '..', 'bin');
  await mkdir(bin, {recursive: true});
  await symlink(CLI, join(bin, 'lambdock')).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  const env = {...project.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...more};
  return startCli({
    command: ['bash', '-c', `set -o pipefail; ${line}`],
    cwd: project.folder,
    env,
  }).ended();
}

/** Runs `lambdock` with text on stdin. */
export async function withInput(
  project: Pick<E2eProject, 'start'>,
  args: readonly string[],
  text: string | Buffer,
): Promise<Run> {
  const started = project.start(args, {stdio: ['pipe', 'pipe', 'pipe']});
  started.child.stdin?.end(text);
  return started.ended();
}

/** A word as bash takes it, whatever it holds. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
