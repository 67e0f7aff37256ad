import {createHash} from 'node:crypto';

/** What an id was seen with. */
export type Seen = 'new' | 'duplicate' | 'conflict';

/** Remembers which ids there were, and with which event, in some 25 bytes each. */
export interface IdMemory {
  see(id: string, event: Uint8Array): Seen;
}

/** 64 bits of an id's hash, 32 of its event's. */
const WORDS = 3;
const FIRST_SLOTS = 1024;
const MOST_FILLED = 0.7;

/** An empty memory. */
export function idMemory(): IdMemory {
  let slots = FIRST_SLOTS;
  let table = new Uint32Array(slots * WORDS);
  let count = 0;

  /** Where an id is, or would be. */
  const slotOf = (high: number, low: number): number => {
    for (let slot = low % slots; ; slot = (slot + 1) % slots) {
      const at = slot * WORDS;
      const isFree = table[at] === 0 && table[at + 1] === 0;
      if (isFree || (table[at] === high && table[at + 1] === low)) return at;
    }
  };
  const grow = (): void => {
    const old = table;
    slots *= 2;
    table = new Uint32Array(slots * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      const entry = old.subarray(at, at + WORDS);
      const [high = 0, low = 0] = entry;
      if (high !== 0 || low !== 0) table.set(entry, slotOf(high, low));
    }
  };
  return {
    see(id, event) {
      if (count > slots * MOST_FILLED) grow();
      const digest = hash(id);
      // Two zeros mark a free slot.
      const high = digest.readUInt32LE(0) | 1;
      const key = [high >>> 0, digest.readUInt32LE(4)] as const;
      const print = hash(event).readUInt32LE(0);
      const at = slotOf(...key);
      if (table[at] !== 0) return table[at + 2] === print ? 'duplicate' : 'conflict';
      table.set([...key, print], at);
      count += 1;
      return 'new';
    },
  };
}

const hash = (content: string | Uint8Array): Buffer => createHash('sha1').update(content).digest();
