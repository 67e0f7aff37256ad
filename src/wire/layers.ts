import {join, resolve} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {withQuietSdk} from '../config/quiet-sdk.js';
import {layerAt} from '../core/code-source.js';
import {DEFAULTS} from '../core/defaults.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {ClearedLayers, LayerRow, LocalLayer, PulledLayer} from '../core/layer.js';
import type {LambdockOptions} from '../core/options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {cacheFolder} from '../files/cache-folder.js';
import {isFolder} from '../files/is-folder.js';
import {layerStore} from '../files/layer-store.js';
import type {LayerFile, LayerOptions, LayerTools} from '../layers/layer-tools.js';
import {listLayers, pullLayers} from '../layers/list-layers.js';
import {localLayers, missingLayers} from '../layers/local-layers.js';
import {projectIfAny} from './project-if-any.js';
import {holdingWork, type Session} from './session.js';

/** What of a project says where layers are. */
export type LayerSettings = Pick<Project, 'root' | 'layersCache' | 'layerMap'>;

/** The layers of a function on this machine; what must be fetched is. */
export const layersOf = (
  session: Session,
  {project, spec}: {readonly project: LayerSettings; readonly spec: FunctionSpec},
  options: LayerOptions,
): Promise<readonly LocalLayer[]> => localLayers(layerTools(session, project), spec, options);

/** ARNs of a function's layers that would have to be fetched. */
export const missingLayersOf = async (
  session: Session,
  {project, spec}: {readonly project: LayerSettings; readonly spec: FunctionSpec},
  signal?: AbortSignal,
): Promise<readonly string[]> =>
  (await missingLayers(layerTools(session, project), spec, signal)).map(({text}) => text);

/** The layers of functions as they would be merged; nothing is fetched. */
export async function layerRows(
  session: Session,
  project: LayerSettings,
  specs: readonly FunctionSpec[],
): Promise<readonly LayerRow[]> {
  const tools = layerTools(session, project);
  const {signal} = session;
  return (await Promise.all(specs.map((spec) => listLayers(tools, spec, {signal})))).flat();
}

/** Fetches the layers of functions that are not in the cache yet. */
export const fetchLayers = (
  session: Session,
  project: LayerSettings,
  specs: readonly FunctionSpec[],
): Promise<readonly PulledLayer[]> => {
  const {signal, options} = session;
  const {onProgress} = options;
  return holdingWork(
    session,
    pullLayers(layerTools(session, project), specs, {signal, onProgress}),
  );
};

/** Empties the layer cache. */
export async function clearLayerCache(session: Session): Promise<ClearedLayers> {
  const {options, ownership} = session;
  const project = options.layersCache === undefined ? await projectIfAny(session) : null;
  return layerStore(layersFolder(options, project), ownership).clear();
}

/** Flag, project file, `layers-cache` beside it if it is there, the user's cache. */
function layersFolder(options: LambdockOptions, project: LayerSettings | null): string {
  if (options.layersCache !== undefined) return resolve(options.cwd ?? '.', options.layersCache);
  if (project !== null) {
    if (project.layersCache !== undefined) return project.layersCache;
    const beside = join(project.root, 'layers-cache');
    if (isFolder(beside)) return beside;
  }
  return join(cacheFolder(hostVariables()), 'layers');
}

/** Joins cache, AWS and HTTP; the last two are loaded when something must be fetched. */
function layerTools(session: Session, project: LayerSettings): LayerTools {
  const {options, ownership} = session;
  return {
    store: layerStore(layersFolder(options, project), ownership),
    offline: options.offline === true,
    limit: (options.layersCacheSizeMb ?? DEFAULTS.layersCacheMb) * 1_000_000,
    copies: copiesOf(options, project),
    version: async (arn, signal) => {
      const {awsProfile: profile, awsEnv: fromEnvironment = false} = options;
      const identity = {profile, fromEnvironment, variables: hostVariables()};
      return withQuietSdk(async () => {
        const {layerVersion} = await import('../aws/layer-version.js');
        return layerVersion(arn, identity, signal);
      });
    },
    download: async (request) => (await import('../net/download.js')).download(request),
    retrying: async (work, again) => (await import('../net/retry.js')).retrying(work, again),
    check: async (layer) => {
      await opened(layer);
    },
    files: filesOf,
    sizeOf: async (path) => (await import('../files/size-of.js')).sizeOf(path),
  };
}

function copiesOf(
  {layerMap = {}, cwd = '.'}: LambdockOptions,
  project: LayerSettings,
): ReadonlyMap<string, LocalLayer> {
  const all = {...project.layerMap, ...layerMap};
  return new Map(
    Object.entries(all).map(([arn, path]) => {
      const copy = layerAt(arn in layerMap ? resolve(cwd) : project.root, path);
      if (copy.kind === 'arn') {
        throw new LambdockError('USAGE', {
          message: `the copy of layer ${arn} is itself an ARN: ${path}`,
          suggestions: [`--layer-map ${arn}=PATH`],
        });
      }
      return [arn, copy] as const;
    }),
  );
}

const opened = async (layer: LocalLayer) => {
  const {openArchive} = await import('../files/open-archive.js');
  return openArchive({what: 'layer', ignore: [], family: null, ...layer, kind: 'archive'});
};

async function filesOf(layer: LocalLayer, signal?: AbortSignal): Promise<readonly LayerFile[]> {
  if (layer.kind === 'archive') return fileList((await opened(layer)).entries);
  const {walkFolder} = await import('../files/walk-folder.js');
  const walked = await walkFolder({what: 'layer', family: null, ...layer}, signal);
  return fileList(walked.map(({entry}) => entry));
}

const fileList = (
  entries: readonly {readonly kind: string; readonly path: string; readonly size?: number}[],
): readonly LayerFile[] =>
  entries.filter(({kind}) => kind !== 'directory').map(({path, size = 0}) => ({path, bytes: size}));
