import type {FunctionSpec, LayerSource} from '../core/function-spec.js';
import type {LayerRow, PulledLayer} from '../core/layer.js';
import type {LayerOptions, LayerTools} from './layer-tools.js';
import {localLayers, lookUp} from './local-layers.js';

/** How many paths that a layer replaces are named. */
const NAMED = 10;

/** Every layer of a function in the order of merging; nothing is fetched. */
export async function listLayers(
  tools: LayerTools,
  spec: FunctionSpec,
  {signal}: LayerOptions = {},
): Promise<readonly LayerRow[]> {
  const rows: LayerRow[] = [];
  const below = new Set<string>();
  let isKnown = true;
  for (const [index, layer] of spec.layers.entries()) {
    const found = await lookUp(tools, layer, signal);
    const here = 'here' in found ? found.here : null;
    const files = here === null ? null : await tools.files(here, signal);
    const overridden = (files ?? []).map(({path}) => path).filter((path) => below.has(path));
    rows.push({
      function: spec.name,
      order: index + 1,
      layer: nameOf(layer),
      kind: layer.kind,
      path: here?.path ?? null,
      cached: isCacheable(tools, layer) ? here !== null : null,
      zipBytes: here?.kind === 'archive' ? await tools.sizeOf(here.path) : null,
      bytes: files?.reduce((sum, file) => sum + file.bytes, 0) ?? null,
      overrides: files !== null && isKnown ? overridden.length : null,
      overridden: overridden.slice(0, NAMED),
    });
    isKnown &&= files !== null;
    for (const {path} of files ?? []) below.add(path);
  }
  return rows;
}

const nameOf = (layer: LayerSource): string => (layer.kind === 'arn' ? layer.arn : layer.path);

const isCacheable = ({copies}: LayerTools, layer: LayerSource): boolean =>
  layer.kind === 'arn' && !copies.has(layer.arn);

/** Brings the layers of functions that have ARNs into the cache, each once. */
export async function pullLayers(
  tools: LayerTools,
  specs: readonly FunctionSpec[],
  options: LayerOptions = {},
): Promise<readonly PulledLayer[]> {
  const pulled = new Map<string, PulledLayer>();
  for (const spec of specs) {
    const layers = spec.layers.filter((layer) => isCacheable(tools, layer));
    const before = await Promise.all(layers.map((one) => lookUp(tools, one, options.signal)));
    const local = await localLayers(tools, {...spec, layers}, options);
    for (const [index, {path, shownAs: arn = ''}] of local.entries()) {
      if (pulled.has(arn)) continue;
      const cached = 'here' in (before[index] ?? {});
      pulled.set(arn, {arn, path, cached, bytes: (await tools.sizeOf(path)) ?? 0});
    }
  }
  return [...pulled.values()];
}
