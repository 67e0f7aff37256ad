/** Runs work on the cache: what cannot be kept is lost time and nothing else. */
export function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing is lost but time.
  }
}
