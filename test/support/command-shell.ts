import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

/** One shell that runs many short programs: starting each from here would cost more than it does. */
export interface CommandShell extends AsyncDisposable {
  /** Runs a program with these arguments and without input; resolves with its exit code. */
  run(...command: readonly string[]): Promise<number>;
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** Starts a shell whose programs say nothing. */
export function openCommandShell(): CommandShell {
  const child = spawn('sh', [], {stdio: ['pipe', 'pipe', 'ignore']});
  const codes: AsyncIterator<string> = createInterface({input: child.stdout})[
    Symbol.asyncIterator
  ]();
  return {
    async run(...command) {
      child.stdin.write(`${command.map(quoted).join(' ')} </dev/null >/dev/null; echo $?\n`);
      const next = await codes.next();
      if (next.done === true) throw new Error(`the shell ended before ${command.join(' ')}`);
      return Number(next.value);
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
    },
  };
}
