import {spawn, type ChildProcess, type StdioOptions} from 'node:child_process';
import type {Run} from './cli.js';
import {until, within} from './until.js';

/** A command line that has been started and is watched. */
export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  stderr(): string;
  /** Resolves when stderr holds the text; fails when the process ends before. */
  untilStderr(text: string): Promise<void>;
  /** Resolves when stdout holds the text; fails when the process ends before. */
  untilStdout(text: string): Promise<void>;
  /** How it ended, both streams closed; fails when that takes too long. */
  ended(limitMs?: number): Promise<Run>;
}

/** What is started, and in what surroundings. */
export interface StartRequest {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdio?: StdioOptions;
  /** In a process group of its own, as a shell starts a job. */
  readonly detached?: boolean;
}

const END_LIMIT_MS = 30_000;

/** Starts a process and keeps what it says. */
export function startCli(request: StartRequest): Started {
  const {command, cwd, env, stdio = ['ignore', 'pipe', 'pipe'], detached = false} = request;
  const [file, ...args] = command;
  const child = spawn(file, args, {cwd, env, stdio, detached});
  const stdout: Buffer[] = [];
  let stderr = '';
  let isOver = false;
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const end = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      isOver = true;
      resolve({exitCode, signal, stdout: Buffer.concat(stdout), stderr});
    });
  });
  end.catch(() => undefined);
  return {
    child,
    pid: child.pid ?? 0,
    stderr: () => stderr,
    async untilStderr(text) {
      await until(`"${text}" on stderr`, () => stderr.includes(text) || isOver);
      if (!stderr.includes(text)) throw new Error(`it ended without "${text}": ${stderr}`);
    },
    async untilStdout(text) {
      const heard = (): boolean => Buffer.concat(stdout).includes(text);
      await until(`"${text}" on stdout`, () => heard() || isOver);
      if (!heard()) throw new Error(`it ended without "${text}": ${stderr}`);
    },
    ended: (limitMs = END_LIMIT_MS) => within(`end of ${args.join(' ')}`, end, limitMs),
  };
}
