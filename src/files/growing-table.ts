/** Rows of numbers without an object each: a million rows of three take 24 MB. */
export interface GrowingTable {
  readonly count: number;
  add(...row: readonly number[]): void;
  at(row: number, column: number): number;
}

/** An empty table of so many columns. */
export function growingTable(columns: number): GrowingTable {
  let cells = new Float64Array(columns * 1024);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(...row) {
      if (columns * count === cells.length) {
        const more = new Float64Array(cells.length * 2);
        more.set(cells);
        cells = more;
      }
      cells.set(row, columns * count);
      count += 1;
    },
    at: (row, column) => cells[columns * row + column] ?? 0,
  };
}
