import type {ErrorCode} from '../errors/catalog.js';

/** Code of the user's that runs in this process: what it is called, and the error that its failure is. */
export interface UserCode {
  readonly what: string;
  readonly code: ErrorCode;
}

const running = new Set<UserCode>();

/** Runs code of the user's; until it has settled, `lastAwaited` tells of it. */
export async function awaiting<T>(code: UserCode, run: () => T): Promise<Awaited<T>> {
  running.add(code);
  try {
    return await run();
  } finally {
    running.delete(code);
  }
}

/** The code of the user's that was started last and has not ended; it may have ended the process. */
export const lastAwaited = (): UserCode | undefined => [...running].at(-1);
