// Text tables.

/** Columns as wide as their widest cell; a column whose header starts with a space is aligned right. */
export function tableText(header, rows) {
  const cells = [header.map((text) => text.trim()), ...rows];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((text, column) =>
        header[column].startsWith(' ')
          ? text.padStart(widths[column])
          : text.padEnd(widths[column]),
      )
      .join('  ')
      .trimEnd();
  return [
    line(cells[0]),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...cells.slice(1).map(line),
  ].join('\n');
}

const FORMATS = {
  ms: (value) =>
    value >= 9_995
      ? `${(value / 1000).toFixed(1)} s`
      : `${value.toFixed(value < 2 ? 2 : value < 10 ? 1 : 0)} ms`,
  bytes: (value) =>
    value >= 1e6
      ? `${(value / 1e6).toFixed(1)} MB`
      : value >= 1e4
        ? `${(value / 1e3).toFixed(1)} kB`
        : `${value} B`,
  MB: (value) => `${value.toFixed(0)} MB`,
};

export const figure = (value, unit) => FORMATS[unit](value);

/** `612 ms (598-640)` */
export function withRange({median, min, max, samples}, unit) {
  if (samples.length === 1) return figure(median, unit);
  return `${figure(median, unit)} (${figure(min, unit)}-${figure(max, unit)})`.replace(
    /\(([\d.]+) (\S+)-([\d.]+) \2\)/,
    '($1-$3)',
  );
}

export const comparisonTable = (lines) =>
  tableText(
    [
      'row',
      'measured',
      ' n',
      ' lambdock',
      'against',
      ' median (min-max)',
      ' ratio',
      ' bound',
      'verdict',
    ],
    lines.map((line) => [
      line.row,
      line.what,
      String(line.ours.samples.length),
      withRange(line.ours, line.unit),
      line.against,
      withRange(line.theirs, line.unit),
      line.ratio < 0.01 ? line.ratio.toPrecision(2) : line.ratio.toFixed(2),
      line.bound === null ? '-' : String(line.bound),
      line.verdict,
    ]),
  );
