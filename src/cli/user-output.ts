import type {Writable} from 'node:stream';

/** The streams of a process. */
export interface ProcessStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * stdout is the answer alone: what the user's own modules write there in this process, by the console or
 * not, goes to stderr. What was opened before, as lambdock's own writers are, goes on. Returns the way back.
 */
export function printToStderr({stdout, stderr}: ProcessStreams): () => void {
  const write = stdout.write.bind(stdout);
  const toStderr = (...args: Parameters<Writable['write']>): boolean => {
    stderr.write(...args);
    // Whoever waited for room would wait for the other stream.
    return true;
  };
  stdout.write = toStderr as Writable['write'];
  return () => {
    stdout.write = write;
  };
}
