import {relative, sep} from 'node:path';
import type {FunctionSpec} from '../core/function-spec.js';
import {realPlace} from '../files/real-place.js';

/** The function without those of `outputs` that lie in its code folder. */
export function withoutOutputs(spec: FunctionSpec, outputs: readonly string[]): FunctionSpec {
  const {code} = spec;
  if (code.kind !== 'directory') return spec;
  const folder = realPlace(code.path);
  const inside = outputs
    .map((path) => relative(folder, path).split(sep))
    .filter(([first]) => first !== '' && first !== '..');
  if (inside.length === 0) return spec;
  return {...spec, code: {...code, ignore: [...code.ignore, ...inside.map(patternOf)]}};
}

/** In the manner of .gitignore, of this one path. */
const patternOf = (parts: readonly string[]): string =>
  `/${parts.join('/').replace(/[\\*?[\]]| $/g, '\\$&')}`;
