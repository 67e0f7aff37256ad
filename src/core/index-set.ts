/** Numbers of events, a bit each: a set of objects would be as large as what it is asked about. */
export interface IndexSet {
  /** False where it was in it already. */
  add(index: number): boolean;
}

/** Bits in a page; pages are made as they are reached. */
const PAGE_BITS = 2 ** 16;

/** An empty set. */
export function indexSet(): IndexSet {
  const pages = new Map<number, Uint8Array>();
  return {
    add(index) {
      const number = Math.floor(index / PAGE_BITS);
      const page = pages.get(number) ?? new Uint8Array(PAGE_BITS / 8);
      pages.set(number, page);
      const at = index % PAGE_BITS;
      const bit = 1 << (at % 8);
      const cell = Math.floor(at / 8);
      const before = page[cell] ?? 0;
      page[cell] = before | bit;
      return (before & bit) === 0;
    },
  };
}
