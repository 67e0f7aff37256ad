import {LambdockError} from '../errors/lambdock-error.js';
import {DRIVERS} from './driver.js';
import type {LambdockOptions} from './options.js';
import type {PoolLimits} from './pool-limits.js';

/** The least of each limit of a pool; environments and places are counted, milliseconds are not. */
const LEAST: Readonly<
  Record<keyof PoolLimits, {readonly least: number; readonly isWhole: boolean}>
> = {
  perFunction: {least: 1, isWhole: true},
  max: {least: 1, isWhole: true},
  idleMs: {least: 0, isWhole: false},
  queue: {least: 0, isWhole: true},
  queueMs: {least: 0, isWhole: false},
};

/** Rejects options that no type checker has seen and that would be misunderstood in silence, as USAGE. */
export function checkOptions({driver, pool}: LambdockOptions): void {
  if (driver !== undefined && !DRIVERS.includes(driver)) {
    throw wrong('driver', driver, DRIVERS.join(' or '));
  }
  if (pool !== undefined && pool !== false) checkPool(pool);
}

function checkPool(pool: unknown): void {
  if (typeof pool !== 'object' || pool === null) {
    throw wrong('pool', pool, 'false or an object of limits');
  }
  const given: Readonly<Record<string, unknown>> = {...pool};
  for (const [name, {least, isWhole}] of Object.entries(LEAST)) {
    const value = given[name];
    if (value === undefined || isLimit(value, {least, isWhole})) continue;
    const what = `${isWhole ? 'a whole number' : 'a number'} of at least ${least}`;
    throw wrong(`pool.${name}`, value, what);
  }
}

/** Infinity is a limit too: none. */
const isLimit = (
  value: unknown,
  {least, isWhole}: {readonly least: number; readonly isWhole: boolean},
): boolean =>
  typeof value === 'number' &&
  value >= least &&
  (!isWhole || Number.isInteger(value) || value === Infinity);

/** Rejects what is no name, as USAGE. */
export function checkFunctionName(name: unknown): void {
  if (name !== undefined && typeof name !== 'string') throw wrong('the function', name, 'a name');
}

function wrong(option: string, value: unknown, what: string): LambdockError {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return new LambdockError('USAGE', {
    message: `${option} is ${shown}, and must be ${what}`,
    suggestions: [`give ${what}, or leave it away`],
    details: {option},
  });
}
