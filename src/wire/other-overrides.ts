import {resolve} from 'node:path';
import type {FunctionSpec} from '../core/function-spec.js';
import type {FunctionOverrides} from '../core/options.js';
import {isOnlyImage} from '../core/override-function.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {pathExists} from '../files/path-exists.js';

/** The other version of a project, as far as its files go. */
export interface OtherFiles {
  /** As messages name it. */
  readonly shownAs: string;
  /** Where it has what lies at a path of this version; null for what lies outside of the project. */
  readonly at: (path: string) => Promise<string | null>;
}

/**
 * The flags of one version as they hold for another: code and layers are what lies at the same place there, and an
 * image in place of code is of the one version alone.
 */
export async function overridesElsewhere(
  overrides: FunctionOverrides,
  cwd: string,
  other: OtherFiles,
): Promise<FunctionOverrides> {
  const {image, code, layers, ...rest} = overrides;
  const isBase = image !== undefined && !isOnlyImage(overrides);
  return {
    ...rest,
    ...(isBase && {image}),
    ...(code !== undefined && {code: await placeOf({flag: '--code', named: code, cwd}, other)}),
    ...(layers !== undefined && {
      layers: await Promise.all(
        layers.map(async (named) =>
          named.startsWith('arn:') ? named : placeOf({flag: '--layer', named, cwd}, other),
        ),
      ),
    }),
  };
}

/** A function that flags alone describe, with the code and the layers of the other version. */
export async function specElsewhere(spec: FunctionSpec, other: OtherFiles): Promise<FunctionSpec> {
  const {code, layers} = spec;
  const moved = async <T extends {readonly path: string}>(flag: string, source: T): Promise<T> => ({
    ...source,
    path: await placeOf({flag, named: source.path, cwd: '.'}, other),
  });
  return {
    ...spec,
    code: 'path' in code ? await moved('--code', code) : code,
    layers: await Promise.all(
      layers.map(async (layer) => ('path' in layer ? moved('--layer', layer) : layer)),
    ),
  };
}

interface Named {
  readonly flag: string;
  readonly named: string;
  readonly cwd: string;
}

async function placeOf({flag, named, cwd}: Named, {at, shownAs}: OtherFiles): Promise<string> {
  const place = await at(resolve(cwd, named));
  if (place !== null && pathExists(place)) return place;
  throw new LambdockError('USAGE', {
    message:
      place === null
        ? `${flag} ${named} lies outside of what ${shownAs} is a version of: --against would compare it with itself`
        : `${named}, which ${flag} names, is not in ${shownAs}`,
    suggestions: [
      'check the other version out, make what is not kept in it, and name that folder: --against ../other-checkout',
      'name the other code itself: --against ../other-checkout/dist',
    ],
    details: {flag, path: named, against: shownAs},
  });
}
