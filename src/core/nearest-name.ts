import {distance} from 'fastest-levenshtein';

/**
 * The candidate a mistyped word probably means: the nearest by edit distance, if no more than a
 * third of its letters (at least two) differ.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: {name: string; steps: number} | undefined;
  for (const name of candidates) {
    const steps = distance(word.toLowerCase(), name.toLowerCase());
    if (best === undefined || steps < best.steps) best = {name, steps};
  }
  if (best === undefined) return undefined;
  const allowed = Math.max(2, Math.floor(Math.max(word.length, best.name.length) / 3));
  return best.steps <= allowed ? best.name : undefined;
}
