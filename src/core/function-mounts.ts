import type {DockerOptions} from './docker-options.js';
import type {FileSystem, FunctionSpec} from './function-spec.js';
import {isFolderSource, mountsOf, type Mount} from './mount.js';

/** Where a function's mounts are named, each with the folder that its relative sources start from. */
export interface MountSources {
  /** `--mount`. */
  readonly flags: readonly string[];
  readonly cwd: string;
  readonly root: string;
}

type Mounted = Pick<FunctionSpec, 'name' | 'fileSystems' | 'docker'>;

/** Every mount of a function's container; of several at one path the nearest to the caller counts. */
export function functionMounts(spec: Mounted, sources: MountSources): readonly Mount[] {
  const byTarget = new Map<string, Mount>();
  for (const mount of [
    ...fileSystemMounts(spec.fileSystems),
    ...dockerMounts(spec.docker, sources.root),
    ...mountsOf(sources.flags, sources.cwd),
  ]) {
    byTarget.set(withoutSlash(mount.target), mount);
  }
  return [...byTarget.values()];
}

/** The file systems that nothing on this machine stands for, each as a sentence. */
export function fileSystemWarnings(spec: Mounted, mounts: readonly Mount[]): readonly string[] {
  const targets = new Set(mounts.map(({target}) => withoutSlash(target)));
  return (spec.fileSystems ?? [])
    .filter(({mountPath}) => !targets.has(withoutSlash(mountPath)))
    .map(
      ({mountPath}) =>
        `${spec.name}: nothing stands for its file system ${mountPath}, so that path is missing; ` +
        `give a folder or a volume: --mount ./data:${mountPath}`,
    );
}

const fileSystemMounts = (fileSystems: readonly FileSystem[] = []): readonly Mount[] =>
  fileSystems.flatMap(({mountPath, source}) =>
    source === null
      ? []
      : [
          {
            kind: isFolderSource(source) ? ('bind' as const) : ('volume' as const),
            source,
            target: mountPath,
            readOnly: false,
          },
        ],
  );

const dockerMounts = ({mounts = []}: DockerOptions = {}, root: string): readonly Mount[] =>
  mountsOf(mounts, root);

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '');
