/** `0.4 ms`, `12 ms`, `3.20 s`. */
export function msText(ms: number): string {
  if (ms >= 60_000) return `${(ms / 60_000).toFixed(1)} min`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms >= 100 ? Math.round(ms) : ms.toFixed(1)} ms`;
}

/** `10,000`. */
export const countText = (count: number): string =>
  String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
