import {pointerOf, type ConfigDocument} from '../../core/document.js';
import type {DeclaredVariable} from '../../core/function-spec.js';
import {formatPlace} from '../../core/place.js';
import {isReference} from '../../core/reference.js';
import type {LambdockFile, WrittenValue} from './lambdock-file.js';

/** The variables of a function over those of `defaults:`, each with the place it comes from. */
export function declaredVariables(
  document: ConfigDocument,
  name: string,
): Readonly<Record<string, DeclaredVariable>> {
  const file = document.value as unknown as LambdockFile;
  return {
    ...declaredAt(document, ['defaults'], file.defaults?.environment),
    ...declaredAt(document, ['functions', name], file.functions[name]?.environment),
  };
}

function declaredAt(
  document: ConfigDocument,
  path: readonly string[],
  environment: Readonly<Record<string, WrittenValue>> = {},
): Readonly<Record<string, DeclaredVariable>> {
  const entries = Object.entries(environment).map(([name, value]) => {
    const node = document.nodes.get(pointerOf([...path, 'environment', name]));
    const place = node?.keyPlace ?? node?.place;
    const origin = place === undefined ? document.shownAs : formatPlace(place);
    return [name, {value: textOf(value, node?.source ?? null), origin}] as const;
  });
  return Object.fromEntries(entries);
}

/** A number keeps its spelling: `1.10` stays `1.10`. */
function textOf(value: WrittenValue, source: string | null): DeclaredVariable['value'] {
  if (value === null || typeof value === 'string' || isReference(value)) return value;
  return typeof value === 'number' ? (source ?? String(value)) : String(value);
}
