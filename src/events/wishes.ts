import type {JsonPath} from '../core/comparison/json-path.js';
import {RECORDING_FORMATS, type RecordingFormat} from '../core/recording-format.js';
import type {ReadOptions} from '../core/replay-options.js';
import type {WithinTime} from '../core/within-time.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Wishes} from './outcome.js';

/** Checks what is asked of recordings. What reads paths is loaded only where there is one. */
export async function wishesOf(
  options: ReadOptions & {readonly functionName?: string},
  within: WithinTime,
): Promise<Wishes> {
  const path = async (flag: string, text: string | undefined): Promise<JsonPath | null> =>
    text === undefined ? null : (await import('./path-of.js')).pathOf(flag, text, within);
  return {
    from: formatNamed(options.from),
    select: await path('--select', options.select),
    id: await path('--id', options.id),
    functionName: options.functionName ?? null,
    sourceArn: options.sourceArn ?? null,
    batchSize: options.batchSize ?? 1,
  };
}

/** Reads the name of a format. */
export function formatNamed(name: string | undefined): RecordingFormat | null {
  if (name === undefined) return null;
  const format = RECORDING_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw new LambdockError('USAGE', {
    message: `--from ${name}: there is no such format`,
    suggestions: [`--from ${RECORDING_FORMATS.join('|')}`],
  });
}
