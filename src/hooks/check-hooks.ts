import {HOOK_NAMES, type HookName, type Hooks} from '../core/hooks.js';
import {closest} from '../core/nearest-name.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** What somebody gave as hooks, or an error that names the key that is wrong. */
export function checkHooks(value: unknown, from: string): Hooks {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(from, null, `found ${kindOf(value)}, expected an object of hooks`);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) throw invalid(from, null, `has no hook; there are ${NAMES}`);
  for (const [key, hook] of entries) {
    if (!isHookName(key)) {
      const near = closest(key, HOOK_NAMES);
      const why = near === undefined ? `; there are ${NAMES}` : `; did you mean ${near}?`;
      throw invalid(from, key, `${key} is no hook${why}`);
    }
    if (typeof hook !== 'function') {
      throw invalid(from, key, `${key}: found ${kindOf(hook)}, expected a function`);
    }
  }
  return value;
}

/** What a value is, in a word. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'undefined' ? 'nothing' : `the ${typeof value} ${JSON.stringify(value)}`;
}

const NAMES = HOOK_NAMES.join(', ');

const isHookName = (key: string): key is HookName =>
  (HOOK_NAMES as readonly string[]).includes(key);

/** HOOKS_INVALID: where, at which key, and what is expected. */
export const invalid = (from: string, key: string | null, why: string): LambdockError =>
  new LambdockError('HOOKS_INVALID', {
    message: `the hooks of ${from}: ${why}`,
    details: {from, key},
  });
