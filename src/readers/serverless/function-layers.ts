import {resolve} from 'node:path';
import {layerAt} from '../../core/code-source.js';
import {evaluate} from '../../core/cloudformation/evaluate.js';
import type {LayerSource} from '../../core/function-spec.js';
import {packagePatterns} from '../../core/package-patterns.js';
import {formatPlace} from '../../core/place.js';
import type {ReferenceScope} from '../../core/reference-scope.js';
import {isReference, type Reference} from '../../core/reference.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {
  serviceSetting,
  setting,
  SETTINGS,
  textOf,
  textsOf,
  wrongValue,
  type FunctionReading,
} from './function-reading.js';
import {entryAt, isList, keysOf, placeOf, type Located} from './located.js';
import {logicalName} from './logical-names.js';
import {settingsSource} from './resources.js';

const EXPECTED = 'the ARN of a layer version, or {Ref: NameLambdaLayer}';

/** The layers of a function, else those of the provider, in their order. */
export async function layersOf(
  reading: FunctionReading,
  scope: () => Promise<ReferenceScope>,
): Promise<readonly LayerSource[]> {
  const found = await setting(reading, 'layers');
  if (found === undefined) return [];
  if (!isList(found.value)) throw wrongValue(found, 'a list of layers');
  const layers: LayerSource[] = [];
  for (const index of keysOf(found)) {
    const entry = entryAt(found, index);
    if (entry === undefined) continue;
    const whole = await reading.service.evaluator.whole(entry, SETTINGS);
    const {value} = whole;
    if (isReference(value)) layers.push(await referenced(reading, {entry, value}, scope));
    else if (typeof value === 'string' && value.startsWith('arn:'))
      layers.push(layerAt('/', value));
    else throw wrongValue(whole, EXPECTED);
  }
  return layers;
}

interface Referenced {
  readonly entry: Located;
  readonly value: Reference;
}

async function referenced(
  reading: FunctionReading,
  {entry, value}: Referenced,
  scope: () => Promise<ReferenceScope>,
): Promise<LayerSource> {
  const own = value.kind === 'ref' ? await ownLayer(reading, value.argument) : undefined;
  if (own !== undefined) return localLayer(reading, own);
  const found = await scope();
  const {template} = found;
  const source = settingsSource(reading.service, found);
  const evaluation = await evaluate(value, {template, source});
  if (evaluation.known && typeof evaluation.value === 'string') {
    return layerAt('/', evaluation.value);
  }
  const why = evaluation.known
    ? 'it is no text'
    : evaluation.missing.map((missing) => missing.why).join('; ');
  throw new LambdockError('REFERENCE_UNRESOLVED', {
    message: `${formatPlace(placeOf(entry.spot))}: the layer ${value.text} of ${reading.key} is not known: ${why}`,
    suggestions: ['give the function’s layers by flags: --layer ./folder, --layer ARN'],
    details: {function: reading.key, reference: value.text, ...placeOf(entry.spot)},
  });
}

/** An entry of `layers:`, by the logical id that the framework gives it. */
async function ownLayer(reading: FunctionReading, id: unknown): Promise<Located | undefined> {
  const layers = await serviceSetting(reading, 'layers');
  if (layers === undefined || typeof id !== 'string') return undefined;
  const key = keysOf(layers).find((name) => `${logicalName(name)}LambdaLayer` === id);
  return key === undefined ? undefined : reading.service.evaluator.at(layers, [key], SETTINGS);
}

async function localLayer(reading: FunctionReading, layer: Located): Promise<LayerSource> {
  const {evaluator, root} = reading.service;
  const folder = resolve(root.spot.file.file, '..');
  const at = (...keys: readonly string[]): Promise<Located | undefined> =>
    evaluator.at(layer, keys, SETTINGS);
  const artifact = textOf(await at('package', 'artifact'), 'the path of a .zip');
  if (artifact !== undefined) return {kind: 'archive', path: resolve(folder, artifact)};
  const path = textOf(await at('path'), 'the path of a folder');
  if (path === undefined) throw wrongValue(layer, 'a layer with path or package.artifact');
  const patterns = await textsOf(reading, await at('package', 'patterns'), 'a list of patterns');
  return {
    kind: 'directory',
    path: resolve(folder, path),
    ignore: packagePatterns(patterns ?? []),
  };
}
