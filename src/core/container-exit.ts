/** How a process ended: with a status, or by a signal in the words that Lambda uses. */
export interface ProcessExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'hangup',
  2: 'interrupt',
  3: 'quit',
  4: 'illegal instruction',
  5: 'trace/breakpoint trap',
  6: 'aborted',
  7: 'bus error',
  8: 'floating point exception',
  9: 'killed',
  11: 'segmentation fault',
  13: 'broken pipe',
  15: 'terminated',
};

/** A container's exit code; an init process passes a signal on as 128 and its number. */
export function processExit(code: number | null): ProcessExit {
  const signal = code === null || code <= 128 ? undefined : SIGNALS[code - 128];
  return signal === undefined ? {exitCode: code, signal: null} : {exitCode: null, signal};
}

/** What an init process or a shell writes when it cannot run a program, in Lambda's words; null for all else. */
export function startErrorIn(lines: readonly string[], code: number | null): string | null {
  if (code !== 126 && code !== 127) return null;
  for (const line of lines) {
    const found =
      /^\[FATAL tini \(\d+\)\] exec (.+?) failed: (.+)$/.exec(line) ??
      /\bexec: (\/\S+?): (.+)$/.exec(line) ??
      /^\S*sh: (?:line )?\d+: (\/\S+?): (.+)$/.exec(line);
    if (found !== null) return `fork/exec ${found[1] ?? ''}: ${wordsOf(found[2] ?? '')}`;
  }
  return null;
}

function wordsOf(reason: string): string {
  if (/no such file|not found|cannot execute: required/i.test(reason))
    return 'no such file or directory';
  if (/permission denied/i.test(reason)) return 'permission denied';
  return reason.toLowerCase();
}
