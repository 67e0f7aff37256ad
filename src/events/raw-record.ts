import {PAYLOAD_LIMIT} from '../core/rie.js';

/** JSON text with the value that it stands for: the value is looked at, the bytes are sent. */
export interface JsonText {
  readonly bytes: Buffer;
  readonly value: unknown;
}

/** Members of dumps that hold records as a list. */
export const CONTAINERS = ['Messages', 'events', 'results', 'logEvents', 'Records'] as const;

/** What a record was a part of. */
export type Container = (typeof CONTAINERS)[number];

/** Where a record begins in its input. */
export interface RecordStart {
  readonly offset: number;
  readonly line: number;
  /** In a list. */
  readonly index?: number;
}

/** A record as it is cut out of an input. */
export type RawRecord = RecordStart &
  (
    | {
        readonly kind: 'json';
        readonly text: JsonText;
        readonly container: Container | null;
        /** Members before the list that it lies in. */
        readonly head: Readonly<Record<string, unknown>> | null;
        /** What stands before the JSON in a line of a log. */
        readonly prefix?: string;
      }
    /** A line of a log that is no JSON and does not try to be. */
    | {readonly kind: 'text'; readonly bytes: Buffer}
    | {
        readonly kind: 'broken';
        readonly reason: 'malformed' | 'too-large' | 'unread';
        readonly message: string;
      }
  );

/**
 * The most bytes of a record: an event of the full size, whose every quote is escaped once more by what
 * carries it, with the answer beside it.
 */
export const RECORD_LIMIT = 4 * PAYLOAD_LIMIT;

const UTF8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** The value of JSON text, or null with which it is none. */
export function jsonText(bytes: Buffer): JsonText | null {
  try {
    return {bytes, value: JSON.parse(UTF8.decode(bytes)) as unknown};
  } catch {
    return null;
  }
}

/** An object of any members, or null. */
export const objectOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;

/** A text, or null. */
export const stringOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : null;
