import type {JsonPath} from '../core/comparison/json-path.js';
import {bytesAt} from '../core/json-slices.js';
import type {Opened} from './carriers.js';
import {jsonText, objectOf, type JsonText} from './raw-record.js';

/** What a path finds in the innermost document of a record in which it finds something. */
export function selectEvents({documents}: Opened, path: JsonPath): readonly JsonText[] {
  for (const document of documents.toReversed()) {
    const found = partsAt(document, path);
    if (found.length > 0) return found.map(unwrapped);
  }
  return [];
}

/** The id that a path finds in a record or in its event: a text, or a number as it is written; null and an empty text are none. */
export function selectId(documents: readonly JsonText[], path: JsonPath): string | null {
  for (const document of documents) {
    const [part] = partsAt(document, path);
    if (part !== undefined && part.value !== null && part.value !== '')
      return typeof part.value === 'string' ? part.value : part.bytes.toString();
  }
  return null;
}

function partsAt(document: JsonText, path: JsonPath): readonly JsonText[] {
  return path.locate(document.value).flatMap((location) => {
    const bytes = bytesAt(document.bytes, location);
    const part = bytes === null ? null : jsonText(Buffer.from(bytes));
    return part === null ? [] : [part];
  });
}

/** An object or a list that is written as a text is meant; any other text is the event itself. */
function unwrapped(part: JsonText): JsonText {
  if (typeof part.value !== 'string') return part;
  const inner = jsonText(Buffer.from(part.value));
  return inner !== null && (objectOf(inner.value) !== null || Array.isArray(inner.value))
    ? inner
    : part;
}
