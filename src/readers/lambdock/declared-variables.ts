import {pointerOf, type ConfigDocument} from '../../core/document.js';
import type {DeclaredVariable} from '../../core/function-spec.js';
import {formatPlace} from '../../core/place.js';
import {isReference} from '../../core/reference.js';
import type {LambdockFile, WrittenValue} from './lambdock-file.js';

/** The variables of a function over those of `defaults:` and `endpoints:`, each with its place. */
export function declaredVariables(
  document: ConfigDocument,
  name: string,
): Readonly<Record<string, DeclaredVariable>> {
  const file = document.value as unknown as LambdockFile;
  return {
    ...endpointVariables(document, file.endpoints),
    ...declaredAt(document, ['defaults'], file.defaults?.environment),
    ...declaredAt(document, ['functions', name], file.functions[name]?.environment),
  };
}

/** `endpoints:` in the words of AWS's SDKs: `dynamodb` is AWS_ENDPOINT_URL_DYNAMODB. */
function endpointVariables(
  document: ConfigDocument,
  endpoints: LambdockFile['endpoints'],
): Readonly<Record<string, DeclaredVariable>> {
  const written = Object.entries(
    typeof endpoints === 'string' ? {default: endpoints} : (endpoints ?? {}),
  );
  return Object.fromEntries(
    written.map(([service, value]) => {
      const path = typeof endpoints === 'string' ? ['endpoints'] : ['endpoints', service];
      const name =
        service === 'default'
          ? 'AWS_ENDPOINT_URL'
          : `AWS_ENDPOINT_URL_${service.toUpperCase().replace(/[ -]/g, '_')}`;
      return [name, {value, origin: originOf(document, path)}] as const;
    }),
  );
}

function declaredAt(
  document: ConfigDocument,
  path: readonly string[],
  environment: Readonly<Record<string, WrittenValue>> = {},
): Readonly<Record<string, DeclaredVariable>> {
  const entries = Object.entries(environment).map(([name, value]) => {
    const at = [...path, 'environment', name];
    const source = document.nodes.get(pointerOf(at))?.source ?? null;
    return [name, {value: textOf(value, source), origin: originOf(document, at)}] as const;
  });
  return Object.fromEntries(entries);
}

function originOf(document: ConfigDocument, path: readonly string[]): string {
  const node = document.nodes.get(pointerOf(path));
  const place = node?.keyPlace ?? node?.place;
  return place === undefined ? document.shownAs : formatPlace(place);
}

/** A number keeps its spelling: `1.10` stays `1.10`. */
function textOf(value: WrittenValue, source: string | null): DeclaredVariable['value'] {
  if (value === null || typeof value === 'string' || isReference(value)) return value;
  return typeof value === 'number' ? (source ?? String(value)) : String(value);
}
