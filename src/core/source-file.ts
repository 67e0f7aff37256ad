import type {Place} from './place.js';
import type {DocumentValue} from './reference.js';

/** A configuration file whose places are looked up when they are asked for. */
export interface SourceFile {
  /** Absolute path. */
  readonly file: string;
  /** The file as messages name it. */
  readonly shownAs: string;
  readonly value: DocumentValue;
  /** Where an entry of a mapping or a list of this file stands; of a text in its value, where that text is. */
  place(holder: object | null, key: string | number | null, text?: string): Place;
  /** A scalar as written, where that is known. */
  written(holder: object | null, key: string | number | null): string | null;
}
