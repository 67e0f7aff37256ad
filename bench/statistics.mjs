// Medians, ratios and verdicts.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that so great a part of the values is not above. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

export const summary = (samples) => ({
  median: median(samples),
  min: Math.min(...samples),
  max: Math.max(...samples),
  samples,
});

/** Keeps figures readable in the results file. */
export const rounded = (key, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;

/**
 * One line of the table: ours against theirs, both lists of samples of one interleaved run.
 * `bound` is the most the ratio of the medians may be, null where the issue names none; `judged`
 * replaces the ratio where not the median counts.
 */
export function comparison({row, what, unit, ours, theirs, against, bound = null, judged}) {
  const [a, b] = [summary(ours), summary(theirs)];
  const ratio = a.median / b.median;
  const verdict = bound === null ? '-' : (judged ?? ratio) <= bound ? 'ok' : 'over';
  return {row, what, unit, ours: a, against, theirs: b, ratio, bound, verdict};
}
