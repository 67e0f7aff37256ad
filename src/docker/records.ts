import type {Readable} from 'node:stream';

/** One record of a build or pull stream. */
export interface EngineRecord {
  readonly stream?: string;
  readonly status?: string;
  readonly id?: string;
  readonly error?: string;
  readonly errorDetail?: {readonly message?: string};
  readonly progressDetail?: {readonly current?: number; readonly total?: number};
}

/**
 * The engine's JSON records, one by one. An error comes as a record of an answer that began with
 * 200, so each must be looked at: dockerode's own `followProgress` reports none.
 */
export async function* readRecords(stream: Readable): AsyncGenerator<EngineRecord> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    rest += decoder.decode(chunk as Uint8Array, {stream: true});
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as EngineRecord;
  }
  if (rest.trim() !== '') yield JSON.parse(rest) as EngineRecord;
}

/** The failure a record tells of, or null. */
export const failureOf = ({error, errorDetail}: EngineRecord): string | null =>
  errorDetail?.message ?? error ?? null;
