import type {EventInputs} from '../files/event-input.js';
import type {ReadRecord} from '../core/recorded-event.js';
import type {ReadOptions} from '../core/replay-options.js';

/** What is to be read, and for whom. */
export interface ReadRequest extends ReadOptions {
  /** Files as the user named them, or `-`. */
  readonly inputs: readonly string[];
  /** Records of another function are skipped. */
  readonly functionName?: string;
  /** Told once per input. */
  readonly onFormat: (found: {readonly input: string; readonly format: string}) => void;
}

/** The records of recordings, in order, as they are read. */
export async function* readEvents(
  inputs: EventInputs,
  request: ReadRequest,
): AsyncIterable<ReadRecord> {
  for (const input of request.inputs) yield* readInput(inputs, input, request);
}

async function* readInput(
  inputs: EventInputs,
  input: string,
  {onFormat}: ReadRequest,
): AsyncIterable<ReadRecord> {
  let line = 0;
  let told = false;
  for await (const bytes of linesOf(inputs.open(input))) {
    line += 1;
    const text = bytes.toString().trim();
    if (text === '') continue;
    if (!told) onFormat({input, format: text.startsWith('[') ? 'array' : 'ndjson'});
    told = true;
    if (text.startsWith('[')) {
      for (const [index, value] of (JSON.parse(text) as unknown[]).entries()) {
        yield eventOf(`${input}:${index}`, Buffer.from(JSON.stringify(value)), {
          file: input,
          index,
        });
      }
      return;
    }
    yield parsed(text)
      ? eventOf(`${input}:${line}`, bytes, {file: input, line})
      : {
          kind: 'skipped',
          reason: 'malformed',
          message: 'it is no JSON',
          place: {file: input, line},
        };
  }
}

const eventOf = (id: string, event: Uint8Array, place: ReadRecord['place']): ReadRecord => ({
  kind: 'event',
  id,
  event,
  place,
  recorded: null,
  note: null,
});

function parsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield rest;
}
