import {isList, isMapping, ownValue} from '../../core/cloudformation/outcome.js';
import type {DocumentValue} from '../../core/reference.js';

type Properties = Readonly<Record<string, DocumentValue>>;

/**
 * A function's properties over `Globals.Function`, as SAM merges them: mappings key by key, a list
 * after the global one, and of all else the function's own.
 */
export const mergeGlobals = (shared: Properties, own: Properties): Properties => {
  const keys = [...new Set([...Object.keys(shared), ...Object.keys(own)])];
  return Object.fromEntries(
    keys.map((key) => [key, mergedValue(ownValue(shared, key), ownValue(own, key))]),
  );
};

function mergedValue(
  shared: DocumentValue | undefined,
  own: DocumentValue | undefined,
): DocumentValue {
  if (own === undefined) return shared ?? null;
  if (isList(shared) && isList(own)) return [...shared, ...own];
  return isMapping(shared) && isMapping(own) ? mergeGlobals(shared, own) : own;
}
