const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};

/** Milliseconds of `500ms`, `30s`, `10m` or `1.5h`; null for any other text. */
export function durationOf(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return factor === undefined ? null : Math.round(Number(count) * factor);
}
