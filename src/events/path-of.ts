import {readJsonPath, type JsonPath} from '../core/comparison/json-path.js';
import type {WithinTime} from '../core/within-time.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** Reads a JSON path that a flag gives. */
export function pathOf(flag: string, text: string, within: WithinTime): JsonPath {
  const {path, problem} = readJsonPath(text, {shownAs: `${flag} ${text}`, code: 'USAGE', within});
  if (path !== null) return path;
  throw new LambdockError('USAGE', {
    message: `${flag} ${text} is no JSON path: ${problem}`,
    suggestions: [`a JSON path begins with $: ${flag} '$.detail.orderId'`],
  });
}
