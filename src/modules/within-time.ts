import {createContext, Script} from 'node:vm';
import type {WithinTime} from '../core/within-time.js';

/**
 * Ends work that takes longer: a regular expression of the user's holds up this whole process, so that no timer and
 * no signal is heard. What vm ends so is not only what runs in the context, but all that was called from it.
 */
export function withinTime(limitMs: number): WithinTime {
  let run = (): void => undefined;
  let script: ((timeout: number) => void) | null = null;
  return <T>(work: () => T, onOver: () => Error): T => {
    script ??= scriptOf(() => run());
    let done: {readonly value: T} | null = null;
    run = () => {
      done = {value: work()};
    };
    try {
      script(limitMs);
    } catch (error) {
      throw isOfTime(error) ? onOver() : error;
    }
    return valueOf(done);
  };
}

function scriptOf(run: () => void): (timeout: number) => void {
  const context = createContext({run});
  const script = new Script('run()');
  return (timeout) => void script.runInContext(context, {timeout, displayErrors: false});
}

const isOfTime = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

function valueOf<T>(done: {readonly value: T} | null): T {
  if (done === null) throw new Error('work has neither ended nor failed');
  return done.value;
}
