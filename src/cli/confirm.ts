import {createInterface} from 'node:readline/promises';

/** Asks a person on stderr; only a clear yes is one. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const asking = createInterface({input: process.stdin, output: process.stderr});
  try {
    return /^y(es)?$/i.test((await asking.question(`${question} [y/N] `, {signal})).trim());
  } finally {
    asking.close();
  }
}

/** Whether there is a person to ask. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;
