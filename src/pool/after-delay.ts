/** Does work after a time, if this process lives so long; the answer calls it off. */
export function afterDelay(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, Math.min(ms, LONGEST_MS));
  timer.unref();
  return () => clearTimeout(timer);
}

/** Node fires a timer of more than this at once. */
const LONGEST_MS = 2 ** 31 - 1;
