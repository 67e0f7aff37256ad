import {createHash} from 'node:crypto';

/** What an id was seen with. */
export type Seen = 'new' | 'duplicate' | 'conflict';

/** Remembers which ids there were, and with which event, in some 18 bytes each. */
export interface IdMemory {
  see(id: string, event: Uint8Array): Seen;
}

/** 64 bits of an id's hash, 32 of its event's. */
const WORDS = 3;
/** Each grows by itself: never is much of the memory there twice. */
const PARTS = 64;
const FIRST_SLOTS = 64;
const GROWTH = 1.5;
const MOST_FILLED = 0.85;

/** An empty memory. */
export function idMemory(): IdMemory {
  const parts = Array.from({length: PARTS}, openPart);
  return {
    see(id, event) {
      const digest = hash(id);
      // Two zeros mark a free slot.
      const high = (digest.readUInt32LE(0) | 1) >>> 0;
      const key = {high, low: digest.readUInt32LE(4)};
      return parts[digest.readUInt8(8) % PARTS]?.(key, hash(event).readUInt32LE(0)) ?? 'new';
    },
  };
}

interface Key {
  readonly high: number;
  readonly low: number;
}

/** A hash table with open addresses. */
function openPart(): (key: Key, print: number) => Seen {
  let slots = FIRST_SLOTS;
  let table = new Uint32Array(slots * WORDS);
  let count = 0;

  /** Where a key is, or would be. */
  const placeOf = ({high, low}: Key): number => {
    for (let slot = low % slots; ; slot = (slot + 1) % slots) {
      const at = slot * WORDS;
      if (table[at] === 0 || (table[at] === high && table[at + 1] === low)) return at;
    }
  };
  const grow = (): void => {
    const old = table;
    slots = Math.ceil(slots * GROWTH);
    table = new Uint32Array(slots * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      const entry = old.subarray(at, at + WORDS);
      const [high = 0, low = 0] = entry;
      if (high !== 0) table.set(entry, placeOf({high, low}));
    }
  };
  return (key, print) => {
    if (count > slots * MOST_FILLED) grow();
    const at = placeOf(key);
    if (table[at] !== 0) return table[at + 2] === print ? 'duplicate' : 'conflict';
    table.set([key.high, key.low, print], at);
    count += 1;
    return 'new';
  };
}

const hash = (content: string | Uint8Array): Buffer => createHash('sha1').update(content).digest();
