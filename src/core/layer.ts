import type {LayerSource} from './function-spec.js';

/** A layer that is on this machine: as the project names it, or fetched by its ARN. */
export type LocalLayer = Exclude<LayerSource, {readonly kind: 'arn'}> & {
  /** What to call it where its path says nothing. */
  readonly shownAs?: string;
  /** SHA-256 of the archive's bytes in hexadecimal, where it is known and checked. */
  readonly sha256?: string;
  /** What its publisher says it was made for. */
  readonly runtimes?: readonly string[];
  readonly architectures?: readonly string[];
  /** To be told to the user once the layer is used. */
  readonly warnings?: readonly string[];
};

/** What AWS says of a layer version. */
export interface LayerVersion {
  /** Where its .zip is for the next minutes. */
  readonly url: string;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Bytes of the .zip; null where AWS does not say. */
  readonly size: number | null;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}

/** A layer version in the cache. */
export interface CachedLayer {
  readonly arn: string;
  /** The .zip. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

/** One layer of a function, as `layers list` tells it. */
export interface LayerRow {
  readonly function: string;
  /** From 1, in the order of merging. */
  readonly order: number;
  /** As the project names it. */
  readonly layer: string;
  readonly kind: LayerSource['kind'];
  /** Where it is taken from; null for an ARN that is not in the cache. */
  readonly path: string | null;
  /** Whether a layer that has an ARN is in the cache; null for one that has none. */
  readonly cached: boolean | null;
  /** Bytes of the .zip; null for a folder, and for what is not here. */
  readonly zipBytes: number | null;
  /** Bytes of its files in /opt; null for what is not here. */
  readonly bytes: number | null;
  /** How many files of the layers before it it replaces; null where one of them is not here. */
  readonly overrides: number | null;
  /** Some of their paths below /opt. */
  readonly overridden: readonly string[];
}

/** A layer version that `layers pull` has seen to. */
export interface PulledLayer {
  readonly arn: string;
  readonly path: string;
  /** True when it was in the cache already. */
  readonly cached: boolean;
  readonly bytes: number;
}

/** What `layers clear` has removed. */
export interface ClearedLayers {
  readonly folder: string;
  readonly layers: number;
  readonly bytes: number;
}
