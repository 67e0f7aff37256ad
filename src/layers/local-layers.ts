import type {FunctionSpec, LayerSource} from '../core/function-spec.js';
import {inParallel} from '../core/in-parallel.js';
import type {CachedLayer, LocalLayer} from '../core/layer.js';
import {parseLayerArn, type LayerArn} from '../core/layer-arn.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {fetchLayer} from './fetch-layer.js';
import type {LayerOptions, LayerTools} from './layer-tools.js';

/** How many layers are fetched at the same time. */
const AT_ONCE = 3;

/** A layer of a function: here, or still to be fetched. */
type Found = {readonly here: LocalLayer} | {readonly missing: LayerArn};

/**
 * The layers of a function as folders and archives of this machine. What the cache has costs no
 * question to AWS; what it lacks is fetched, or named when that is not allowed.
 */
export async function localLayers(
  tools: LayerTools,
  spec: Pick<FunctionSpec, 'name' | 'layers' | 'runtime' | 'architecture'>,
  options: LayerOptions = {},
): Promise<readonly LocalLayer[]> {
  const found = await Promise.all(spec.layers.map((layer) => lookUp(tools, layer, options.signal)));
  const fetched = new Map(
    await inParallel(
      toFetch(tools, spec.name, found),
      async (arn) => [arn.text, await fetchLayer(tools, arn, options)] as const,
      AT_ONCE,
    ),
  );
  return found
    .map((one) => ('here' in one ? one.here : fromCache(fetched.get(one.missing.text))))
    .map((layer) => ({...layer, warnings: misfits(layer, spec)}));
}

/** The layers of a function that `localLayers` would fetch; rejects where that is not allowed. */
export async function missingLayers(
  tools: LayerTools,
  {name, layers}: Pick<FunctionSpec, 'name' | 'layers'>,
  signal?: AbortSignal,
): Promise<readonly LayerArn[]> {
  return toFetch(tools, name, await Promise.all(layers.map((one) => lookUp(tools, one, signal))));
}

/** Each once. */
function toFetch(tools: LayerTools, name: string, found: readonly Found[]): readonly LayerArn[] {
  const missing = new Map(
    found.flatMap((one) => ('missing' in one ? [[one.missing.text, one.missing] as const] : [])),
  );
  if (tools.offline && missing.size > 0) throw notHere(tools, name, [...missing.keys()]);
  return [...missing.values()];
}

/** Where a layer is, without fetching it. */
export async function lookUp(
  tools: LayerTools,
  layer: LayerSource,
  signal?: AbortSignal,
): Promise<Found> {
  if (layer.kind !== 'arn') return {here: layer};
  const copy = tools.copies.get(layer.arn);
  if (copy !== undefined) return {here: copy};
  const arn = parseLayerArn(layer.arn);
  const cached = await tools.store.find(arn, signal);
  return cached === null ? {missing: arn} : {here: fromCache(cached)};
}

function fromCache(layer: CachedLayer | undefined): LocalLayer {
  if (layer === undefined) throw new TypeError('a layer was fetched, and is not here');
  const {path, arn, sha256, runtimes, architectures} = layer;
  return {kind: 'archive', path, shownAs: arn, sha256, runtimes, architectures};
}

/** A layer says for what it was made; Lambda takes it all the same. */
function misfits(
  {shownAs = '', runtimes = [], architectures = []}: LocalLayer,
  spec: Pick<FunctionSpec, 'name' | 'runtime' | 'architecture'>,
): readonly string[] {
  const lacks = (list: readonly string[], wanted: string | null): wanted is string =>
    wanted !== null && list.length > 0 && !list.includes(wanted);
  const warn = (list: readonly string[], wanted: string): string =>
    `The layer ${shownAs} is made for ${list.join(', ')}; ${spec.name} runs on ${wanted}`;
  return [
    ...(lacks(runtimes, spec.runtime) ? [warn(runtimes, spec.runtime)] : []),
    ...(lacks(architectures, spec.architecture) ? [warn(architectures, spec.architecture)] : []),
  ];
}

function notHere(tools: LayerTools, name: string, arns: readonly string[]): LambdockError {
  return new LambdockError('LAYER_OFFLINE', {
    message: `function ${name} needs layers that are not in the cache, and --offline forbids to fetch them: ${arns.join(', ')}`,
    suggestions: [
      `with a network: lambdock layers pull ${name}`,
      `or use a local copy: --layer-map ${arns[0] ?? 'ARN'}=PATH`,
    ],
    details: {function: name, layers: arns, cache: tools.store.folder},
  });
}
