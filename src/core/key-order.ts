/** 32 bits of a key (FNV-1a): two keys that share them keep an order that they need not. */
export function keyHash(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1)
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

/** A number for what has no key: no two have the same. */
export const loneHash = (number: number): number => Math.imul(number + 1, 0x9e3779b1) >>> 0;

/** Gives the places that the numbers of one key have in an order to the same numbers from the lowest up, in place. */
export function keepKeyOrder(order: Uint32Array, hashOf: (number: number) => number): void {
  const hashAt = (place: number): number => hashOf(order[place] ?? 0);
  const places = Uint32Array.from(order, (_, place) => place).sort(
    (one, other) => hashAt(one) - hashAt(other) || one - other,
  );
  const numbers = Uint32Array.from(order).sort(
    (one, other) => hashOf(one) - hashOf(other) || one - other,
  );
  for (const [at, place] of places.entries()) order[place] = numbers[at] ?? 0;
}
