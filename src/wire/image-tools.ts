import {join} from 'node:path';
import type {TreeRequest} from '../core/code-tree.js';
import {sha256} from '../core/digest.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {LocalLayer} from '../core/layer.js';
import type {Ownership} from '../core/owner.js';
import {VERSION} from '../core/version.js';
import type {Engine} from '../docker/engine.js';
import {emulatorStore} from '../files/emulator-store.js';
import {isUnchanged} from '../files/part-unchanged.js';
import {pullMemory} from '../files/pull-memory.js';
import {readTree} from '../files/read-tree.js';
import type {ArchiveFacts, ImageTools, PackPart, Tar} from '../image/image-tools.js';

/** What a session knows that images are made with. */
export interface ImageSurroundings {
  readonly engine: Engine;
  readonly ownership: Ownership;
  readonly cacheFolder: string;
  /** Finds or fetches the layers that are ARNs. */
  readonly fetchLayers: ImageTools['localLayers'];
  readonly missingLayers: ImageTools['missingLayers'];
}

/** Joins code, engine and cache. What packs and unpacks is loaded when something is built. */
export function imageTools({
  engine,
  ownership,
  cacheFolder,
  fetchLayers,
  missingLayers,
}: ImageSurroundings): ImageTools {
  const options = (signal?: AbortSignal) => ({cacheFolder, ...(signal && {signal})});
  return {
    engine,
    ownership,
    version: VERSION,
    now: Date.now,
    localLayers: async (spec, more) => hereAlready(spec) ?? fetchLayers(spec, more),
    missingLayers: async (spec, signal) =>
      hereAlready(spec) === null ? missingLayers(spec, signal) : [],
    readTree: (request, signal) => readTree(request, options(signal)),
    async readBuild(source, signal) {
      const {readBuildFolder} = await import('../files/build-folder.js');
      return readBuildFolder(source, options(signal));
    },
    isUnchanged: (part, signal) => isUnchanged(part, options(signal)),
    async exclusively(name, work, waiting) {
      const {withFileLock} = await import('../files/file-lock.js');
      const file = join(cacheFolder, 'builds', sha256(`${engine.endpoint.url} ${name}`));
      return withFileLock(file, work, {ownership, ...waiting});
    },
    ...inUse({engine, ownership, cacheFolder}),
    emulators: emulatorStore(cacheFolder),
    pullMemory: pullMemory({cacheFolder, endpoint: engine.endpoint.url}),
    packPart,
    archiveFacts,
  };
}

/** The layers, when none of them is an ARN: then there is nothing to find out. */
function hereAlready({layers}: FunctionSpec): readonly LocalLayer[] | null {
  const local = layers.flatMap((layer) => (layer.kind === 'arn' ? [] : [layer]));
  return local.length === layers.length ? local : null;
}

/** Loaded when a function is opened, or the image of an earlier state could go. */
function inUse({
  engine,
  ownership,
  cacheFolder,
}: Pick<ImageSurroundings, 'engine' | 'ownership' | 'cacheFolder'>): Pick<
  ImageTools,
  'countOn' | 'isWanted'
> {
  const open = async () => {
    const {imagesInUse} = await import('../files/images-in-use.js');
    return imagesInUse({cacheFolder, endpoint: engine.endpoint.url, ownership});
  };
  return {
    countOn(reference) {
      const marked = open().then((images) => images.mark(reference));
      return async () => (await marked)();
    },
    isWanted: async (reference) => (await open()).isWanted(reference),
  };
}

const packPart = async (request: PackPart): Promise<Tar> =>
  (await import('./pack-part.js')).packPart(request);

async function archiveFacts(source: TreeRequest): Promise<ArchiveFacts> {
  const {openArchive} = await import('../files/open-archive.js');
  return openArchive(source);
}
