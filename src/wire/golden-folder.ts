import {join, resolve} from 'node:path';
import type {ProjectFunction} from './images.js';

/** Where goldens lie: `true` is the folder of the function beside the project file. */
export interface GoldenFolder {
  readonly path: string;
  /** What is no code: of the project's own goldens all, as the folder above comes with the first of them. */
  readonly ignored: string;
}

/** The folder that `--record` and `--check` name. */
export function goldenFolder(
  {project, spec}: ProjectFunction,
  folder: string | true,
  cwd: string,
): GoldenFolder {
  if (folder !== true) return {path: resolve(cwd, folder), ignored: resolve(cwd, folder)};
  const ignored = join(project.root, 'goldens');
  return {path: join(ignored, spec.name.replaceAll('/', '.')), ignored};
}
