/** An answer as JSON, or null where it is none: then its bytes are all there is. */
export function parsePayload(body: Uint8Array | null): unknown {
  if (body === null || body.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(body)) as unknown;
  } catch {
    return null;
  }
}
