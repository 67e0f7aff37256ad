import {dirname, resolve} from 'node:path';
import {pointerOf, type ConfigDocument} from '../../core/document.js';
import type {FileSystem, FunctionSpec} from '../../core/function-spec.js';
import {isFolderSource} from '../../core/mount.js';
import type {CommonKeys, LambdockFile} from './lambdock-file.js';

/** What of a function its container has besides code and environment; what is not said is left out. */
export function containerSettings(
  document: ConfigDocument,
  name: string,
): Pick<FunctionSpec, 'fileSystems' | 'ephemeralStorageMb' | 'docker'> {
  const {defaults = {}, functions} = document.value as unknown as LambdockFile;
  const keys = functions[name] ?? {};
  const fileSystems =
    fileSystemsAt(document, ['functions', name], keys) ??
    fileSystemsAt(document, ['defaults'], defaults);
  const storage = keys.ephemeralStorage ?? defaults.ephemeralStorage;
  return {
    ...(fileSystems !== undefined && {fileSystems}),
    ...(storage !== undefined && {ephemeralStorageMb: storage}),
    ...((defaults.docker !== undefined || keys.docker !== undefined) && {
      docker: {...defaults.docker, ...keys.docker},
    }),
  };
}

function fileSystemsAt(
  document: ConfigDocument,
  path: readonly string[],
  {fileSystems}: CommonKeys,
): readonly FileSystem[] | undefined {
  return fileSystems?.map(({mountPath, source = null}, at) => ({
    mountPath,
    arn: null,
    source:
      source !== null && isFolderSource(source) ? resolve(dirname(document.file), source) : source,
    place: document.nodes.get(pointerOf([...path, 'fileSystems', at]))?.place ?? null,
  }));
}
