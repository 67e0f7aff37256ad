import {sha256} from '../core/digest.js';
import type {DeclaredVariable} from '../core/function-spec.js';
import type {InvokeRequest} from './invocation-of.js';

/**
 * Names what an event asks to be prepared: events of one name may share it. Of a project's function
 * that is the same for every event but for what hooks change, code and variables. A digest, as there
 * are secrets in it.
 */
export const batchName = ({
  spec: {name, code, environment},
  options: {context = {}},
}: Pick<InvokeRequest, 'spec' | 'options'>): string =>
  sha256(JSON.stringify([name, context, code, Object.entries(environment).map(variableOf)]));

/** A value that is still to be found is the project's: where it stands says which. */
const variableOf = ([name, {value, origin}]: readonly [string, DeclaredVariable]): unknown => [
  name,
  origin,
  typeof value === 'string' || value === null ? value : {},
];
