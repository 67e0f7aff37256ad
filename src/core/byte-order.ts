const BEYOND_16_BITS = /[\ud800-\udfff]/;

/** Orders texts by their UTF-8 bytes; JavaScript's own order differs beyond 16 bits. */
export function byteOrder(a: string, b: string): number {
  if (BEYOND_16_BITS.test(a) || BEYOND_16_BITS.test(b)) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
