import type {Issue} from './issue.js';
import type {Place} from './place.js';
import type {DocumentValue} from './reference.js';

/** Where a value of a document stands and how it is written. */
export interface DocumentNode {
  readonly place: Place;
  /** Where its key stands; null for list items and the document itself. */
  readonly keyPlace: Place | null;
  /** The text of a scalar as written, without quotes; null for lists and mappings. */
  readonly source: string | null;
}

/** A configuration file, read. */
export interface ConfigDocument {
  /** Absolute path. */
  readonly file: string;
  /** The file as messages name it: relative where that is shorter. */
  readonly shownAs: string;
  readonly value: DocumentValue;
  /** Every value's node by JSON pointer. */
  readonly nodes: ReadonlyMap<string, DocumentNode>;
  /** What reading alone found wrong: keys given twice, unknown tags. */
  readonly issues: readonly Issue[];
}

/** JSON pointer of a path of keys and indexes. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Path of keys of a JSON pointer. */
export const pathOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
