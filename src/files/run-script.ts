import {spawn, type ChildProcess} from 'node:child_process';
import {kill} from 'node:process';
import {lineSplitter} from '../core/line-splitter.js';

/** A bash script to run. */
export interface ScriptRequest {
  /** Absolute. */
  readonly script: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** Each line of its stderr; its stdout is nobody's. */
  readonly onLine: (line: string) => void;
}

/** How a script ended: its exit code, or null when a signal ended it or there is no bash, and its last lines. */
export interface ScriptEnd {
  readonly exitCode: number | null;
  readonly lastLines: readonly string[];
}

export type RunScript = (request: ScriptRequest) => Promise<ScriptEnd>;

const LAST_LINES = 20;
/**
 * How a script is stopped, and when (ms): as by Ctrl-C first, since some programs (pip) clean up
 * behind themselves for that one only.
 */
const STOPS: readonly (readonly [number, NodeJS.Signals])[] = [
  [0, 'SIGINT'],
  [2000, 'SIGTERM'],
  [5000, 'SIGKILL'],
];

/**
 * Runs a script in a process group of its own, so that on abort all that it started ends with it.
 * Rejects with the reason of the abort, once the script is gone.
 */
export const runScript: RunScript = ({script, args, signal, onLine}) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const lastLines: string[] = [];
    const take = (line: string): void => {
      if (line.trim() === '') return;
      lastLines.push(line);
      if (lastLines.length > LAST_LINES) lastLines.shift();
      onLine(line);
    };
    const child = spawn('bash', [script, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const unwatch = stopWith(signal, child);
    child.stderr.on('data', lineSplitter(take));
    child.once('error', ({message}) => {
      unwatch();
      resolve({exitCode: null, lastLines: [...lastLines, `bash cannot be started: ${message}`]});
    });
    child.once('close', (exitCode) => {
      unwatch();
      if (signal.aborted) reject(signal.reason as Error);
      else resolve({exitCode, lastLines});
    });
  });

/** Ends the child's whole group on abort: politely, then for good. */
function stopWith(signal: AbortSignal, child: ChildProcess): () => void {
  let timers: readonly NodeJS.Timeout[] = [];
  const stop = (): void => {
    timers = STOPS.map(([after, name]) => setTimeout(() => signalGroup(child, name), after));
  };
  signal.addEventListener('abort', stop, {once: true});
  return () => {
    signal.removeEventListener('abort', stop);
    for (const timer of timers) clearTimeout(timer);
  };
}

function signalGroup({pid}: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    kill(-pid, name);
  } catch {
    // The group has ended by itself.
  }
}
