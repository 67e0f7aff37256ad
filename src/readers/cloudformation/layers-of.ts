import {layerAt} from '../../core/code-source.js';
import type {LayerSource} from '../../core/function-spec.js';
import {formatPlace} from '../../core/place.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {assetOf} from './asset-of.js';
import {placeOf, textsAt, unfit, valueAt} from './settings.js';
import {resourcesOf, type Resource} from './resources.js';
import {LAYER_TYPES, layerToken, type World} from './stack.js';

/** The layers of a function: layer versions of the project from their folders, others by ARN. */
export async function layersOf(world: World, resource: Resource): Promise<readonly LayerSource[]> {
  const texts = (await textsAt(resource, ['Layers'], 'layers')) ?? [];
  const versions = texts.length === 0 ? new Map<string, Resource>() : layerVersions(world);
  return Promise.all(
    texts.map(async (text, index) => {
      const own = versions.get(text);
      if (own !== undefined) return contentOf(own);
      if (text.startsWith('arn:')) return layerAt(resource.stack.folder, text);
      throw await unfit(resource, ['Layers', String(index)], {
        found: text,
        expected: 'the ARN of a layer version, or a Ref to a layer version of the template',
      });
    }),
  );
}

/** Every layer version of the project by what stands for its ARN. */
const layerVersions = ({stacks}: World): ReadonlyMap<string, Resource> =>
  new Map(
    stacks
      .flatMap((stack) => resourcesOf(stack, 'layer', LAYER_TYPES))
      .map((layer) => [layerToken(layer.stack, layer.id), layer]),
  );

async function contentOf(layer: Resource): Promise<LayerSource> {
  const key = layer.type === 'AWS::Serverless::LayerVersion' ? 'ContentUri' : 'Content';
  const asset = await assetOf(layer, key);
  if (asset !== undefined) return layerAt(layer.stack.folder, asset);
  const written = await valueAt(layer, [key]);
  if (typeof written === 'string' && !/^(?:s3|https?):\/\//.test(written)) {
    return layerAt(layer.stack.folder, written);
  }
  if (written === undefined) {
    throw await unfit(layer, [key], {found: undefined, expected: `the key ${key} is missing`});
  }
  throw new LambdockError('LAYER_NOT_FOUND', {
    message: `${formatPlace(placeOf(layer, [key]))}: the content of ${layer.title} is in S3, which lambdock does not fetch`,
    suggestions: [
      'give the layers of the function as local copies: --layer PATH',
      'or use the template that names local folders, not the packaged one',
    ],
    details: {layer: layer.id},
  });
}
