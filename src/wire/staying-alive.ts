/** The longest that Node waits; whatever it is, a timer that is there keeps the process alive. */
const LONG_MS = 2 ** 31 - 1;

/**
 * Keeps this process alive as long as some work is under way: what rests in a pool does not. A script
 * that has done its work so ends, though it has disposed of nothing.
 */
export async function stayingAlive<T>(work: Promise<T>): Promise<T> {
  const hold = setInterval(() => undefined, LONG_MS);
  try {
    return await work;
  } finally {
    clearInterval(hold);
  }
}
