import {resolve} from 'node:path';
import {codeAt} from '../../core/code-source.js';
import type {CodeSource} from '../../core/function-spec.js';
import {packagePatterns} from '../../core/package-patterns.js';
import {formatPlace} from '../../core/place.js';
import {
  ownSetting,
  serviceSetting,
  textOf,
  textsOf,
  wrongValue,
  type FunctionReading,
} from './function-reading.js';
import {builtArtifact} from './plugins.js';
import {entryAt, keysOf, placeOf, type Located} from './located.js';

/** What the framework leaves out of every package. */
const ALWAYS_OUT = [
  '.git/**',
  '.gitignore',
  '.DS_Store',
  'npm-debug.log',
  '.serverless/**',
  '.serverless_plugins/**',
];

/** A function's artifact, what a plugin has built of it, or the service's folder by its patterns. */
export async function codeOf(
  reading: FunctionReading,
  handler: string | null,
): Promise<CodeSource> {
  const folder = folderOf(reading);
  const {code: isReplaced} = reading.service.tools.flags.overridden;
  const artifact = isReplaced
    ? undefined
    : ((await ownSetting(reading, 'package', 'artifact')) ??
      (await serviceSetting(reading, 'package', 'artifact')));
  const path = textOf(artifact, 'the path of a .zip or .jar');
  if (artifact !== undefined && path !== undefined) {
    if (/^(?:https?|s3):/.test(path)) throw wrongValue(artifact, 'an artifact on this machine');
    return codeAt(folder, path, []);
  }
  const built = await builtArtifact(reading, handler);
  if (built !== null) return {kind: 'archive', path: built};
  return {kind: 'directory', path: folder, ignore: packagePatterns(await patternsOf(reading))};
}

const folderOf = ({service}: FunctionReading): string => resolve(service.root.spot.file.file, '..');

/** In the order in which the framework reads them: what is left out first, then taken in, then patterns. */
async function patternsOf(reading: FunctionReading): Promise<readonly string[]> {
  const texts = async (found: Located | undefined): Promise<readonly string[]> => {
    const patterns = (await textsOf(reading, found, 'a list of patterns')) ?? [];
    if (found !== undefined) tellOutside(reading, found, patterns);
    return patterns;
  };
  const list = async (key: string): Promise<readonly string[]> => [
    ...(await texts(await serviceSetting(reading, 'package', key))),
    ...(await texts(await ownSetting(reading, 'package', key))),
  ];
  const out = [...ALWAYS_OUT, ...(await ownFiles(reading)), ...(await list('exclude'))];
  return [
    ...out.map((pattern) => `!${pattern}`),
    ...(await list('include')),
    ...(await list('patterns')),
  ];
}

/** Code is one folder: what stands beside it is not taken in, and must not be missed in silence. */
function tellOutside(
  {service}: FunctionReading,
  {spot}: Located,
  patterns: readonly string[],
): void {
  for (const pattern of patterns) {
    if (!/^(?:\.\/)*\.\.(?:\/|$)/.test(pattern)) continue;
    service.tools.warn(
      `${formatPlace(placeOf(spot))}: ${spot.path}: ${pattern} is outside of the folder of ${service.tools.file.shownAs}, so it is not in the code; a layer can bring it`,
    );
  }
}

/** The project file, .env files and layers are no code. */
async function ownFiles(reading: FunctionReading): Promise<readonly string[]> {
  const {file} = reading.service.root.spot;
  const name = file.file.slice(folderOf(reading).length + 1);
  const dotenv = (await serviceSetting(reading, 'useDotenv'))?.value === true;
  return [name, ...(dotenv ? ['.env*'] : []), ...(await layerFolders(reading))];
}

async function layerFolders(reading: FunctionReading): Promise<readonly string[]> {
  const layers = await serviceSetting(reading, 'layers');
  const found: string[] = [];
  for (const key of layers === undefined ? [] : keysOf(layers)) {
    const layer = layers && entryAt(layers, key);
    // A layer of another function that cannot be read disturbs nobody.
    const path =
      layer &&
      (await reading.service.evaluator.at(layer, ['path'], {aws: false}).catch(() => undefined));
    if (typeof path?.value === 'string') found.push(`${path.value.replace(/^\.\/|\/+$/g, '')}/**`);
  }
  return found.filter((pattern) => pattern !== '/**' && pattern !== './**');
}
