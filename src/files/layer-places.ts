import {join} from 'node:path';
import {sha256 as digestOf} from '../core/digest.js';
import {parseLayerArn, type LayerArn} from '../core/layer-arn.js';

/** Where things are in a layer cache. */
export interface LayerPlaces {
  readonly folder: string;
  readonly records: string;
  readonly zips: string;
  readonly unfinished: string;
  /** What is known of a layer version; account and region are part of its path. */
  record(arn: LayerArn | string): string;
  /** An archive, named by its content. */
  zip(sha256: string): string;
  /** What is still being written; its name begins with that of its lock. */
  part(arn: LayerArn, sha256: string): string;
  lock(arn: LayerArn): string;
  /** The lock of an unfinished archive. */
  lockOfPart(name: string): string;
}

export function layerPlaces(folder: string): LayerPlaces {
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const keyOf = ({text}: LayerArn): string => digestOf(text).slice(0, 32);
  return {
    folder,
    records: at('arns'),
    zips: at('zips'),
    unfinished: at('unfinished'),
    record(arn) {
      const parts = typeof arn === 'string' ? parseLayerArn(arn) : arn;
      const {partition, account, region, name, version} = parts;
      return at('arns', partition, account, region, name, `${version}.json`);
    },
    zip: (sha256) => at('zips', `${sha256}.zip`),
    part: (arn, sha256) => at('unfinished', `${keyOf(arn)}-${sha256}`),
    lock: (arn) => at('locks', keyOf(arn)),
    lockOfPart: (name) => at('locks', name.replace(/-.*$/, '')),
  };
}
