import {LambdockError} from '../../errors/lambdock-error.js';
import type {AskedValue} from './compose-options.js';

/** What compose is asked for, each once: under one name it has one value. */
export function distinctValues(asked: readonly AskedValue[]): readonly AskedValue[] {
  const byName = new Map<string, AskedValue>();
  for (const one of asked) {
    const other = byName.get(one.name);
    if (other !== undefined && other.value !== one.value) throw ofOneName(one, other);
    byName.set(one.name, one);
  }
  return [...byName.values()];
}

const ofOneName = ({name, origin}: AskedValue, other: AskedValue): LambdockError =>
  new LambdockError('USAGE', {
    message: `compose would be asked for two values under one name, ${name}: ${other.origin}; ${origin}`,
    suggestions: [
      'rename one of the variables or functions',
      'name the functions that are wanted: lambdock compose NAME…',
    ],
    details: {name, origins: [other.origin, origin]},
  });
