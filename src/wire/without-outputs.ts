import {relative, sep} from 'node:path';
import type {FunctionSpec} from '../core/function-spec.js';
import {realPlace} from '../files/real-place.js';

/** The function without those of `outputs` that lie in its code folder, or in the context of its image. */
export function withoutOutputs(spec: FunctionSpec, outputs: readonly string[]): FunctionSpec {
  const {code} = spec;
  if (code.kind !== 'directory' && code.kind !== 'build') return spec;
  const inside = partsInside(code.kind === 'build' ? code.context : code.path, outputs);
  if (inside.length === 0) return spec;
  if (code.kind === 'directory')
    return {...spec, code: {...code, ignore: [...code.ignore, ...inside.map(patternOf)]}};
  const leftOut = [...(code.leftOut ?? []), ...inside.map((parts) => parts.join('/'))];
  return {...spec, code: {...code, leftOut}};
}

/** The names that lead from a folder to those of `outputs` that lie in it. */
function partsInside(path: string, outputs: readonly string[]): readonly (readonly string[])[] {
  const folder = realPlace(path);
  return outputs
    .map((output) => relative(folder, output).split(sep))
    .filter(([first]) => first !== '' && first !== '..');
}

/** In the manner of .gitignore, of this one path. */
const patternOf = (parts: readonly string[]): string =>
  `/${parts.join('/').replace(/[\\*?[\]]| $/g, '\\$&')}`;
