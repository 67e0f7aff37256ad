import {readJsonPath, type JsonPath} from '../core/comparison/json-path.js';
import {RECORDING_FORMATS, type RecordingFormat} from '../core/recording-format.js';
import type {ReadOptions} from '../core/replay-options.js';
import type {WithinTime} from '../core/within-time.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Wishes} from './outcome.js';

/** Checks what is asked of recordings. */
export const wishesOf = (
  options: ReadOptions & {readonly functionName?: string},
  within: WithinTime,
): Wishes => ({
  from: formatNamed(options.from),
  select: pathOf('--select', options.select, within),
  id: pathOf('--id', options.id, within),
  functionName: options.functionName ?? null,
  sourceArn: options.sourceArn ?? null,
  batchSize: options.batchSize ?? 1,
});

function formatNamed(name: string | undefined): RecordingFormat | null {
  if (name === undefined) return null;
  const format = RECORDING_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw new LambdockError('USAGE', {
    message: `--from ${name}: there is no such format`,
    suggestions: [`--from ${RECORDING_FORMATS.join('|')}`],
  });
}

/** Reads a JSON path that a flag gives. */
export function pathOf(
  flag: string,
  text: string | undefined,
  within: WithinTime,
): JsonPath | null {
  if (text === undefined) return null;
  const {path, problem} = readJsonPath(text, {shownAs: `${flag} ${text}`, code: 'USAGE', within});
  if (path !== null) return path;
  throw new LambdockError('USAGE', {
    message: `${flag} ${text} is no JSON path: ${problem}`,
    suggestions: [`a JSON path begins with $: ${flag} '$.detail.orderId'`],
  });
}
