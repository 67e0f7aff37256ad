/** Durations from `from` to below `to`. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const MOST_BARS = 40;
const LEAST_MS = 0.1;

/** Bars of equal ratio: latencies have long tails. */
export function histogram(durations: readonly number[]): readonly Bar[] {
  if (durations.length === 0) return [];
  let [least, most] = [Infinity, LEAST_MS];
  for (const duration of durations) {
    least = Math.min(least, Math.max(LEAST_MS, duration));
    most = Math.max(most, duration);
  }
  const ratio = Math.max((most / least) ** (1 / MOST_BARS), 1.02);
  const bars = Math.max(
    1,
    Math.min(MOST_BARS, Math.ceil(Math.log(most / least) / Math.log(ratio))),
  );
  const edge = (bar: number): number =>
    bar === 0 ? 0 : bar === bars ? Infinity : least * ratio ** bar;
  const counts = new Array<number>(bars).fill(0);
  for (const duration of durations) {
    const guess = Math.floor(Math.log(Math.max(LEAST_MS, duration) / least) / Math.log(ratio));
    const bar = Math.min(bars - 1, Math.max(0, guess));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts.map((count, bar) => ({from: edge(bar), to: edge(bar + 1), count}));
}

/** Where a bar's edge is written: the ends of the scale are where figures begin and end. */
export const edgesOf = (bars: readonly Bar[], durations: readonly number[]): readonly number[] => {
  const inner = bars.slice(1).map(({from}) => from);
  const least = durations.reduce((one, other) => Math.min(one, other), Infinity);
  const most = durations.reduce((one, other) => Math.max(one, other), 0);
  return [least, ...inner, most];
};
