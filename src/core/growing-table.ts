/** What a column holds: whole numbers from 0 to 4,294,967,295 in four bytes each, or any in eight. */
export type ColumnKind = 'whole' | 'any';

/** Rows of numbers without an object each; it grows by pages, and what is in it is never copied. */
export interface GrowingTable {
  readonly count: number;
  add(...row: readonly number[]): void;
  at(row: number, column: number): number;
}

type Cells = Uint32Array | Float64Array;

/** A smaller page would be more objects than numbers; a larger one stands empty too long. */
const PAGE_ROWS = 4096;

/** An empty table of such columns. */
export function growingTable(...kinds: readonly ColumnKind[]): GrowingTable {
  const pages: Cells[][] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(...row) {
      const at = count % PAGE_ROWS;
      if (at === 0) pages.push(kinds.map(emptyPage));
      const page = pages.at(-1) ?? [];
      for (const [column, cells] of page.entries()) cells[at] = row[column] ?? 0;
      count += 1;
    },
    at: (row, column) => pages[Math.floor(row / PAGE_ROWS)]?.[column]?.[row % PAGE_ROWS] ?? 0,
  };
}

const emptyPage = (kind: ColumnKind): Cells =>
  kind === 'whole' ? new Uint32Array(PAGE_ROWS) : new Float64Array(PAGE_ROWS);
