import {sha256} from './digest.js';

/** Longer names than that are no names in most file systems, with `.json` and what is written beside. */
const MOST = 180;

/**
 * The file name of an event's golden: readable, safe in every file system, another one for every
 * id. `%2F` stands for `/`; a long name ends in `~` and a digest, and its file says the whole id.
 */
export function goldenName(id: string): string {
  const name = [...Buffer.from(id)]
    .map(encoded)
    .join('')
    .replace(/^\.|^$/, (dot) => FIRST[dot] ?? '');
  const safe = RESERVED.test(name) ? `%${hex(name.charCodeAt(0))}${name.slice(1)}` : name;
  return safe.length <= MOST ? `${safe}.json` : `${safe.slice(0, MOST - 65)}~${sha256(id)}.json`;
}

/** The file name of an event's log, after the same manner. */
export const logName = (id: string): string => goldenName(id).replace(/json$/, 'log');

/** The id that a file name stands for; null where the name alone does not say, or is no golden's. */
export function eventIdOf(name: string): string | null {
  if (!name.endsWith('.json') || name.includes('~')) return null;
  const stem = name.slice(0, -'.json'.length);
  if (stem === '%') return '';
  try {
    return decodeURIComponent(stem);
  } catch {
    return null;
  }
}

/** Whether a file name is one that goldens have. */
export const isGoldenName = (name: string): boolean =>
  /^[A-Za-z0-9%_~-][A-Za-z0-9%_.~-]*\.json$/.test(name);

const FIRST: Readonly<Record<string, string>> = {'.': '%2E', '': '%'};

/** Names of devices on Windows, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

function encoded(byte: number): string {
  const character = String.fromCharCode(byte);
  return byte < 0x80 && /[A-Za-z0-9_.-]/.test(character) ? character : `%${hex(byte)}`;
}
