import {isMapping, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import {resolve} from 'node:path';
import {perhaps, writtenAt} from './settings.js';
import type {Resource} from './resources.js';

const HASH = /([0-9a-f]{64})(?:\.\w+)?$/;

/** The content hash at the end of a key or an image's name, where the CDK wrote one. */
export const assetHash = (text: string | undefined): string | undefined =>
  HASH.exec(text ?? '')?.[1];

/** Absolute path of the CDK asset that a property stands for, where it is one. */
export async function assetOf(resource: Resource, property: string): Promise<string | undefined> {
  const {metadata, stack} = resource;
  const path = textOf(ownValue(metadata, 'aws:asset:path'));
  const of = textOf(ownValue(metadata, 'aws:asset:property'));
  if (path !== undefined && (of === undefined || of === property)) {
    return resolve(stack.folder, path);
  }
  if (stack.assets.files.size === 0) return undefined;
  const written = await writtenAt(resource, [property]);
  const key = isMapping(written) ? ownValue(written, 'S3Key') : written;
  const hash = assetHash(await perhaps(key, stack.scopes.values));
  return hash === undefined ? undefined : stack.assets.files.get(hash);
}
