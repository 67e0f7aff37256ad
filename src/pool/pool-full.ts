import type {PoolLimits} from '../core/pool-limits.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** Refuses an event because too many wait already. */
export const tooMany = (name: string, {queue, perFunction, max}: PoolLimits): LambdockError =>
  new LambdockError('POOL_FULL', {
    message: `${name} is busy: ${queue} events wait already, for ${Math.min(perFunction, max)} execution environments at most`,
    details: {function: name, reason: 'queue', queue, perFunction, max},
  });

/** Gives an event up that has waited too long. */
export const late = (name: string, {queueMs, perFunction, max}: PoolLimits): LambdockError =>
  new LambdockError('POOL_FULL', {
    message: `${name} is busy: no execution environment was free for ${queueMs / 1000} s`,
    details: {function: name, reason: 'deadline', queueMs, perFunction, max},
  });
