import type {LocalLayer, LayerVersion} from '../core/layer.js';
import type {LayerArn} from '../core/layer-arn.js';
import type {OnProgress} from '../core/progress.js';
import type {LayerStore} from '../files/layer-store.js';
import type {Download} from '../net/download.js';
import type {RetryOptions} from '../net/retry.js';

/** A file of a layer, below /opt. */
export interface LayerFile {
  readonly path: string;
  readonly bytes: number;
}

/** What layers are fetched and looked at with; joined in WIRE. */
export interface LayerTools {
  readonly store: LayerStore;
  /** Asks AWS for a layer version, once. */
  readonly version: (arn: LayerArn, signal?: AbortSignal) => Promise<LayerVersion>;
  /** Fetches a link into a file, going on where an earlier try has ended. */
  readonly download: (request: Download) => Promise<void>;
  readonly retrying: <T>(work: () => Promise<T>, options: RetryOptions) => Promise<T>;
  /** Opens an archive, and rejects where Lambda would. */
  readonly check: (layer: LocalLayer) => Promise<void>;
  /** Every file and link of a layer. */
  readonly files: (layer: LocalLayer, signal?: AbortSignal) => Promise<readonly LayerFile[]>;
  /** Bytes of a file. */
  readonly sizeOf: (path: string) => Promise<number | null>;
  /** Local copies by ARN. */
  readonly copies: ReadonlyMap<string, LocalLayer>;
  readonly offline: boolean;
  /** How many bytes the cache may hold. */
  readonly limit: number;
}

/** What every long operation takes. */
export interface LayerOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}
