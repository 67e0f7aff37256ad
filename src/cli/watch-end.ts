import {lastAwaited} from '../core/awaited.js';
import {CATALOG} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';

const INTERRUPTED: readonly number[] = [CATALOG.SIGINT.exit, CATALOG.SIGTERM.exit];

/**
 * Calls `tell` when the process ends before its command has: Node ends in silence, with exit 0, once
 * nothing is left that could settle what is awaited, and code of the user's may call process.exit.
 * Returns how to stop watching.
 */
export function watchEnd(tell: (error: LambdockError) => void): () => void {
  let isDrained = false;
  const onDrained = (): void => void (isDrained = true);
  const onExit = (code: number): void => {
    const error = INTERRUPTED.includes(code) ? null : tooEarly(isDrained, code);
    if (error !== null) tell(error);
  };
  process.once('beforeExit', onDrained).once('exit', onExit);
  return () => void process.off('beforeExit', onDrained).off('exit', onExit);
}

function tooEarly(isDrained: boolean, exitCode: number): LambdockError | null {
  const awaited = lastAwaited();
  if (awaited === undefined) {
    return isDrained
      ? new LambdockError('BUG', {message: 'something that the command waits for never finishes'})
      : null;
  }
  const {what, code} = awaited;
  return new LambdockError(code, {
    message: isDrained
      ? `${what} never finishes: it waits for a promise that nothing can settle any more`
      : `${what} ended lambdock by process.exit(${exitCode})`,
    suggestions: [
      isDrained ? 'settle every promise that it awaits' : 'return or throw instead of process.exit',
    ],
  });
}
