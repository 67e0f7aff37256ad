/** `12 B`, `3.4 kB`, `266 MB`: powers of 1000, as docker prints them. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
