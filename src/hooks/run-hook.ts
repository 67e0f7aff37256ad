import {awaiting} from '../core/awaited.js';
import type {HookName, NamedHooks} from '../core/hooks.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {invalid, kindOf} from './check-hooks.js';

/** One key of what a hook may return: whether a value fits, and what is expected in words. */
export interface ReturnKey {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

/** Calls one hook of one source; what it returned, unless that is nothing. */
export async function runHook(
  {from, file, hooks}: NamedHooks,
  name: HookName,
  input: object,
): Promise<unknown> {
  const hook = hooks[name]?.bind(hooks) as ((input: object) => unknown) | undefined;
  if (hook === undefined) return undefined;
  try {
    const running = {what: `the hook ${name} of ${from}`, code: 'HOOK_FAILED'} as const;
    return (await awaiting(running, () => hook(input))) ?? undefined;
  } catch (cause) {
    const place = placeOf(cause, file);
    const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new LambdockError('HOOK_FAILED', {
      message: [
        `the hook ${name} of ${from} failed: ${words}`,
        ...(place === null ? [] : [`  ${place}`]),
      ].join('\n'),
      details: {from, hook: name, place},
      cause,
    });
  }
}

/** What a hook returned, as an object with no keys but these; undefined where it returned nothing. */
export function checkReturned<T>(
  returned: unknown,
  keys: Readonly<Record<keyof T & string, ReturnKey>>,
  {from, name}: {readonly from: string; readonly name: HookName},
): T | undefined {
  if (returned === undefined) return undefined;
  const known: Readonly<Record<string, ReturnKey>> = keys;
  const names = Object.keys(known);
  const wanted =
    names.length === 0
      ? 'expected nothing'
      : `expected nothing or an object with ${names.join(', ')}`;
  if (
    names.length === 0 ||
    typeof returned !== 'object' ||
    returned === null ||
    Array.isArray(returned)
  ) {
    throw invalid(from, name, `${name} returned ${kindOf(returned)}, ${wanted}`);
  }
  for (const [key, value] of Object.entries(returned)) {
    const rule = known[key];
    if (rule === undefined) throw invalid(from, name, `${name} returned the key ${key}, ${wanted}`);
    if (value !== undefined && !rule.accepts(value)) {
      throw invalid(
        from,
        name,
        `${name} returned ${key}: ${kindOf(value)}, expected ${rule.expected}`,
      );
    }
  }
  return returned as T;
}

/** The line of the user's own code: the first of their module, else the first of no package. */
function placeOf(thrown: unknown, file: string | null): string | null {
  if (!(thrown instanceof Error)) return null;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const own = frames.find((line) => file !== null && line.includes(file));
  const other = frames.find((line) => !/node:|node_modules/.test(line));
  return (own ?? other)?.trim().replaceAll('file://', '') ?? null;
}
