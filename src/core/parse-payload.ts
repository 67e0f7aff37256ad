/** An answer as JSON, or null where it is none: then its bytes are all there is. */
export function parsePayload(body: Uint8Array | null): unknown {
  if (body === null || body.length === 0) return null;
  try {
    return JSON.parse(UTF_8.decode(body)) as unknown;
  } catch {
    return null;
  }
}

/** One for all: making one takes longer than a small answer. */
const UTF_8 = new TextDecoder('utf-8', {fatal: true});
