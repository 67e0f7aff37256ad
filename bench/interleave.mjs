// A B A B …: what the machine does meanwhile falls on both.

const PAUSE_MS = 150;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs every variant once to warm up, then `runs` rounds of all of them in turn. Resolves with the
 * values of each variant by its name. A variant resolves only when nothing of it runs any more.
 */
export async function interleave(variants, {runs, label, say}) {
  const names = Object.keys(variants);
  const found = Object.fromEntries(names.map((name) => [name, []]));
  let told = Date.now();
  for (let round = 0; round <= runs; round += 1) {
    for (const name of names) {
      const value = await variants[name]();
      if (round > 0) found[name].push(value);
      await pause(PAUSE_MS);
    }
    if (Date.now() - told > 5000) {
      told = Date.now();
      say(`  ${label}: ${round === 0 ? 'warm-up' : `round ${round} of ${runs}`}`);
    }
  }
  return found;
}
