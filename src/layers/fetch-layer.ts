import type {CachedLayer, LayerVersion} from '../core/layer.js';
import type {LayerArn} from '../core/layer-arn.js';
import type {ProgressEvent} from '../core/progress.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {DownloadError} from '../net/download.js';
import type {LayerOptions, LayerTools} from './layer-tools.js';

/** How often a link or a whole .zip that turned out bad is fetched again. */
const AGAIN = 1;

/**
 * Brings a layer version into the cache. Of any number of processes one fetches it while the others
 * wait; what a killed one has left unfinished is gone on with.
 */
export function fetchLayer(
  tools: LayerTools,
  arn: LayerArn,
  options: LayerOptions = {},
): Promise<CachedLayer> {
  const {signal} = options;
  const tell = teller(arn, options);
  let waited = false;
  const onWait = (): void => {
    waited = true;
    tell('running', {detail: 'waiting for another lambdock'});
  };
  return tools.store.lock(
    arn,
    async () => {
      const found = await tools.store.find(arn, signal);
      if (found !== null) {
        if (waited) tell('done');
        return found;
      }
      tell('started');
      try {
        const fetched = await fetchLocked(tools, arn, {...options, tell});
        tell('done');
        await tools.store.makeRoom(tools.limit);
        return fetched;
      } catch (error) {
        tell('failed');
        throw error;
      }
    },
    {signal, onWait},
  );
}

type Tell = (status: ProgressEvent['status'], more?: Partial<ProgressEvent>) => void;

const teller =
  ({name, version, region}: LayerArn, {onProgress}: LayerOptions): Tell =>
  (status, more = {}) =>
    onProgress?.({
      id: `layer:${region}:${name}:${version}/fetch`,
      label: `fetching layer ${name}:${version}`,
      status,
      ...more,
    });

interface Work extends LayerOptions {
  readonly tell: Tell;
}

async function fetchLocked(tools: LayerTools, arn: LayerArn, work: Work): Promise<CachedLayer> {
  for (let left = AGAIN; ; left -= 1) {
    const version = await versionOf(tools, arn, work);
    const adopted = await tools.store.adopt(arn, version);
    if (adopted !== null) return adopted;
    try {
      await downloaded(tools, arn, {...work, version});
    } catch (error) {
      const {fault} = error as Partial<DownloadError>;
      if (fault === undefined) throw error;
      if (fault === 'expired' && left > 0) continue;
      throw downloadFailed(arn, error as DownloadError);
    }
    const check = (path: string): Promise<void> =>
      tools.check({kind: 'archive', path, shownAs: arn.text});
    const kept = await tools.store.keep(arn, version, check);
    if (kept !== null) return kept;
    if (left === 0) throw badChecksum(arn, version);
  }
}

/** Asks until AWS answers: too many requests and a broken connection heal. */
const versionOf = (tools: LayerTools, arn: LayerArn, work: Work): Promise<LayerVersion> =>
  tools.retrying(() => tools.version(arn, work.signal), {
    signal: work.signal,
    canHeal: (error) => isLambdockError(error) && error.details['heals'] === true,
    onRetry: (error) => work.tell('running', {detail: `again: ${(error as Error).message}`}),
  });

const downloaded = (
  tools: LayerTools,
  arn: LayerArn,
  {version, tell, signal}: Work & {readonly version: LayerVersion},
): Promise<void> => {
  const total = version.size === null ? {} : {total: version.size};
  const request = {
    url: version.url,
    size: version.size,
    file: tools.store.unfinished(arn, version),
    signal,
    onBytes: (current: number) => tell('running', {current, ...total, unit: 'bytes'}),
  };
  return tools.retrying(() => tools.download(request), {
    signal,
    canHeal: (error) => {
      const {fault} = error as Partial<DownloadError>;
      return fault === 'cut' || fault === 'busy';
    },
    onRetry: (error) => tell('running', {detail: `again: ${(error as Error).message}`}),
  });
};

const WHY: Readonly<Record<DownloadError['fault'], string>> = {
  cut: 'the connection broke again and again',
  busy: 'the server that holds it is too busy',
  expired: 'its link had expired, and so had a new one: is the clock of this machine right?',
  refused: 'the server that holds it refuses',
};

const downloadFailed = ({text}: LayerArn, error: DownloadError): LambdockError =>
  new LambdockError('LAYER_DOWNLOAD_FAILED', {
    message: `The layer ${text} could not be downloaded: ${WHY[error.fault]} (${error.message})`,
    suggestions: [
      error.fault === 'expired' ? 'compare the clock: date -u' : 'go on with: lambdock layers pull',
      `or use a local copy: --layer-map ${text}=PATH`,
    ],
    details: {layer: text, fault: error.fault},
    cause: error,
  });

const badChecksum = ({text}: LayerArn, {sha256}: LayerVersion): LambdockError =>
  new LambdockError('LAYER_DOWNLOAD_FAILED', {
    message: `The layer ${text} came damaged, twice: its bytes are not those of SHA-256 ${sha256}`,
    suggestions: [
      'does a proxy change downloads? Try without it: lambdock layers pull',
      `or use a local copy: --layer-map ${text}=PATH`,
    ],
    details: {layer: text, fault: 'checksum', sha256},
  });
