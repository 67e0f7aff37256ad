import {VERSION} from '../core/version.js';
import type {LambdockError} from '../errors/lambdock-error.js';
import type {Paint} from './paint.js';

/** The error as `--json` prints it. */
export const errorDocument = ({code, message, suggestions, details}: LambdockError): unknown => ({
  error: {code, message, suggestions, details},
});

/** The error as a person reads it; only a bug shows a stack. */
export function errorText(
  error: LambdockError,
  {paint, verbose}: {readonly paint: Paint; readonly verbose: boolean},
): string {
  return [
    `${paint.red(`Error [${error.code}]:`)} ${error.message}`,
    ...(error.code === 'BUG' ? [stackOf(error)] : []),
    ...(verbose && error.code !== 'BUG' ? causes(error) : []),
    ...error.suggestions.map(
      (suggestion) => `  hint: ${suggestion.replaceAll('\n', '\n        ')}`,
    ),
  ].join('\n');
}

const stackOf = ({cause}: LambdockError): string =>
  [
    cause instanceof Error ? (cause.stack ?? '') : '',
    `lambdock ${VERSION}, node ${process.version}, ${process.platform}-${process.arch}`,
  ].join('\n');

function causes(error: LambdockError): string[] {
  const lines: string[] = [];
  let {cause}: Error = error;
  while (cause instanceof Error) {
    lines.push(`  because: ${cause.message}`);
    ({cause} = cause);
  }
  return lines;
}
