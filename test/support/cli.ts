import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** The built command line, as a user starts it. */
export const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** How a run of the command line ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Input and surroundings of a run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Text for stdin; without it stdin is closed. */
  readonly stdin?: string | Buffer;
  /** Called as stderr grows, with all of it so far and the process. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs `lambdock` with these arguments to its end. */
export function lambdock(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(CLI, args, {
      cwd: options.cwd,
      env: {
        ...process.env,
        ...options.env,
      },
      stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      options.onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.stdin?.end(options.stdin);
    child.on('error', reject);
    child.on('close', (exitCode, signal) =>
      resolve({exitCode, signal, stdout: Buffer.concat(stdout), stderr}),
    );
  });
}
