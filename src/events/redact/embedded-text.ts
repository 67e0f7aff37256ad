import {gunzipSync, gzipSync} from 'node:zlib';
import {RECORD_LIMIT} from '../raw-record.js';

/** Base64 of text that begins as an object or a list does, or of gzip. */
const BASE64 = /^(?:eyJ|eyA|eyI|e30|W3|Wz|H4sI)[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** JSON that is written as a text, plain or in base64 or in zipped base64, redacted; null of any other text. */
export function redactEmbedded(
  text: string,
  redact: (json: Buffer) => Buffer | null,
): string | null {
  const first = text.trimStart()[0];
  if (first === '{' || first === '[') {
    const trimmed = Buffer.from(text.trim());
    const redacted = redact(trimmed);
    if (redacted === null) return null;
    return redacted === trimmed ? text : redacted.toString();
  }
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  const isZipped = bytes[0] === 0x1f;
  const plain = isZipped ? unzip(bytes) : bytes;
  if (plain === null) return null;
  const redacted = redact(plain);
  if (redacted === null) return null;
  if (redacted === plain) return text;
  return (isZipped ? gzipSync(redacted) : redacted).toString('base64');
}

function unzip(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes, {maxOutputLength: RECORD_LIMIT});
  } catch {
    return null;
  }
}
