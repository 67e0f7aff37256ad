import {resolve} from 'node:path';
import type {Architecture} from '../../core/architecture.js';
import type {CodeSource, ImageConfig} from '../../core/function-spec.js';
import type {DocumentValue} from '../../core/reference.js';
import {
  ownSetting,
  serviceSetting,
  SETTINGS,
  textsOf,
  wrongValue,
  type FunctionReading,
} from './function-reading.js';
import {entryAt, isMapping, placeOf, type Located} from './located.js';

/** The image of a function, and the architecture it is built for where the file says it. */
export interface FunctionImage {
  readonly code: CodeSource;
  readonly architecture: Architecture | null;
}

const EXPECTED =
  'the URI of an image, a name of provider.ecr.images, or a mapping with name or uri';

/** A container-image function's image; undefined for a function with code. */
export async function imageOf(reading: FunctionReading): Promise<FunctionImage | undefined> {
  const found = await ownSetting(reading, 'image');
  if (found === undefined) return undefined;
  if (typeof found.value === 'string') return named(reading, {...found, value: found.value}, {});
  if (!isMapping(found.value)) throw wrongValue(found, EXPECTED);
  const config = await configOf(reading, found);
  for (const key of ['uri', 'name']) {
    const entry = await entryOf(reading, found, key);
    if (typeof entry?.value === 'string') {
      return key === 'uri'
        ? {code: {kind: 'image', reference: entry.value, config}, architecture: null}
        : named(reading, {...entry, value: entry.value}, config);
    }
    if (entry !== undefined) throw wrongValue(entry, 'a text');
  }
  throw wrongValue(found, EXPECTED);
}

/**
 * What is left of a function's package where flags say all of it: the command of an image stays,
 * its name and the code are not looked at. Undefined where flags say less.
 */
export async function replacedImage(reading: FunctionReading): Promise<FunctionImage | undefined> {
  const {overridden} = reading.service.tools.flags;
  const written = entryAt(reading.own, 'image');
  const isImage = written !== undefined && written.value !== null;
  if (overridden.image) {
    const config = isImage && isMapping(written.value) ? await configOf(reading, written) : {};
    return {code: {kind: 'image', reference: '', config}, architecture: null};
  }
  const isCode = isImage && overridden.code && overridden.runtime;
  const folder = resolve(reading.service.root.spot.file.file, '..');
  return isCode
    ? {code: {kind: 'directory', path: folder, ignore: []}, architecture: null}
    : undefined;
}

async function entryOf(
  {service}: FunctionReading,
  found: Located,
  key: string,
): Promise<Located | undefined> {
  const entry = entryAt(found, key);
  if (entry === undefined) return undefined;
  const top = await service.evaluator.top(entry, SETTINGS);
  return top.value === null ? undefined : top;
}

async function configOf(reading: FunctionReading, found: Located): Promise<ImageConfig> {
  const words = async (key: string): Promise<readonly string[] | undefined> =>
    textsOf(reading, await entryOf(reading, found, key), 'a list of words');
  const command = await words('command');
  const entryPoint = await words('entryPoint');
  const [workingDirectory] = (await words('workingDirectory')) ?? [];
  return {
    ...(command !== undefined && {command}),
    ...(entryPoint !== undefined && {entryPoint}),
    ...(workingDirectory !== undefined && {workingDirectory}),
  };
}

type NamedImage = Located & {readonly value: string};

/** A name of `provider.ecr.images`; what is no such name is the name of an image. */
async function named(
  reading: FunctionReading,
  found: NamedImage,
  config: ImageConfig,
): Promise<FunctionImage> {
  const images = await serviceSetting(reading, 'provider', 'ecr', 'images');
  const entry = images === undefined ? undefined : await entryOf(reading, images, found.value);
  if (entry === undefined) {
    if (/[/:@.]/.test(found.value)) return image(found.value, config);
    const known = images === undefined ? '' : `: ${Object.keys(images.value ?? {}).join(', ')}`;
    throw wrongValue(found, `a name of provider.ecr.images${known}, or the URI of an image`);
  }
  if (typeof entry.value === 'string') return image(entry.value, config);
  const uri = await entryOf(reading, entry, 'uri');
  if (typeof uri?.value === 'string') return image(uri.value, config);
  return built(reading, entry, config);
}

const image = (reference: string, config: ImageConfig): FunctionImage => ({
  code: {kind: 'image', reference, config},
  architecture: null,
});

async function built(
  reading: FunctionReading,
  entry: Located,
  config: ImageConfig,
): Promise<FunctionImage> {
  const path = await entryOf(reading, entry, 'path');
  if (typeof path?.value !== 'string') throw wrongValue(entry, 'a mapping with path or uri');
  const folder = resolve(reading.service.root.spot.file.file, '..', path.value);
  const dockerfile = (await entryOf(reading, entry, 'file'))?.value;
  const args = await entryOf(reading, entry, 'buildArgs');
  const platform = (await entryOf(reading, entry, 'platform'))?.value;
  const options = await textsOf(
    reading,
    await entryOf(reading, entry, 'buildOptions'),
    'a list of options',
  );
  return {
    code: {
      kind: 'build',
      context: folder,
      dockerfile: resolve(folder, typeof dockerfile === 'string' ? dockerfile : 'Dockerfile'),
      args:
        args === undefined
          ? {}
          : argsOf((await reading.service.evaluator.whole(args, SETTINGS)).value),
      target: targetOf(options ?? []),
      config,
      place: placeOf(entry.spot),
    },
    architecture: architectureOf(platform),
  };
}

const argsOf = (value: DocumentValue): Readonly<Record<string, string>> =>
  isMapping(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, text]) =>
          typeof text === 'object' ? [] : [[name, String(text)]],
        ),
      )
    : {};

/** `--target NAME` or `--target=NAME` among docker's own options. */
function targetOf(options: readonly string[]): string | null {
  const words = options.flatMap((option) => option.split(/[ =]/));
  const at = words.indexOf('--target');
  return at === -1 ? null : (words[at + 1] ?? null);
}

const architectureOf = (platform: DocumentValue | undefined): Architecture | null => {
  if (typeof platform !== 'string') return null;
  if (platform.includes('arm64')) return 'arm64';
  return /amd64|x86_64/.test(platform) ? 'x86_64' : null;
};
