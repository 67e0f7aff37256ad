import {lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {isAbsolute, join, relative} from 'node:path';
import {byTarName, totalBytes, type CodeEntry} from '../core/code-tree.js';
import type {ImageBuild} from '../core/function-spec.js';
import type {BuildInput} from '../core/image-function.js';
import {formatPlace} from '../core/place.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {digestPart, type DigestOptions} from './digest-part.js';
import {timeSlices} from './time-slices.js';
import {changedMs, stampOf, type WalkedEntry} from './walk-folder.js';

/**
 * Looks at a Dockerfile and its context as `docker build` does: .dockerignore counts, links stay
 * links, and modes are those of the disk.
 */
export async function readBuildFolder(
  source: ImageBuild,
  options: DigestOptions,
): Promise<BuildInput> {
  const dockerfile = relative(source.context, source.dockerfile);
  if (dockerfile.startsWith('..') || isAbsolute(dockerfile)) {
    throw missing(source, `${source.dockerfile} is not below the context ${source.context}`);
  }
  const text = reading(source, source.dockerfile, () => readFileSync(source.dockerfile, 'utf8'));
  const walked = await walk(source, dockerfile, options.signal);
  const entries = walked.map(({entry}) => entry);
  const part = {root: source.context, name: `build\0${dockerfile}`, walked};
  return {
    source,
    dockerfile,
    text,
    part: {
      kind: 'code',
      source: {what: 'code', kind: 'directory', path: source.context, ignore: [], family: null},
      digest: await digestPart(part, options),
      entries,
      bytes: totalBytes(entries),
    },
  };
}

/** What lambdock itself leaves out: files and folders with all that is in them. */
const leavesOut = ({leftOut = []}: ImageBuild): ((path: string) => boolean) => {
  const paths = new Set(leftOut);
  return (path) => paths.size > 0 && paths.has(path);
};

interface Rules {
  readonly ignores: (path: string) => boolean;
  /** A pattern takes back what another leaves out: folders must be looked into. */
  readonly hasExceptions: boolean;
}

async function rulesOf({context, dockerfile}: ImageBuild): Promise<Rules> {
  const own = readOrNothing(`${dockerfile}.dockerignore`);
  const lines = (own ?? readOrNothing(join(context, '.dockerignore')) ?? '').split(/\r?\n/);
  const patterns = lines.filter((line) => line.trim() !== '');
  if (patterns.length === 0) return {ignores: () => false, hasExceptions: false};
  const {default: dockerignore} = (await import('@balena/dockerignore')) as unknown as {
    default: () => {add(lines: string[]): {ignores(path: string): boolean}};
  };
  const rules = dockerignore().add(patterns);
  const hasExceptions = patterns.some((line) => line.trimStart().startsWith('!'));
  return {ignores: (path) => rules.ignores(path), hasExceptions};
}

async function walk(
  source: ImageBuild,
  dockerfile: string,
  signal?: AbortSignal,
): Promise<readonly WalkedEntry[]> {
  const {ignores, hasExceptions} = await rulesOf(source);
  const isLeftOutWhole = leavesOut(source);
  // The builder itself needs both, and leaves them out of copies where the rules say so.
  const needed = new Set([dockerfile.replaceAll('\\', '/'), '.dockerignore']);
  const slices = timeSlices(signal);
  const found: WalkedEntry[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const at = join(source.context, folder);
    for (const name of reading(source, at, () => readdirSync(at))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isLeftOutWhole(path) && !needed.has(path)) continue;
      const walked = walkedEntry(source, path);
      const isLeftOut = !needed.has(path) && ignores(path);
      const isFolder = walked?.entry.kind === 'directory';
      const holdsNeeded = [...needed].some((one) => one.startsWith(`${path}/`));
      if (walked !== null && !isLeftOut) found.push(walked);
      if (isFolder && (!isLeftOut || hasExceptions || holdsNeeded)) folders.push(path);
      if (slices.due()) await slices.pause();
    }
  }
  return found.sort((one, other) => byTarName(one.entry, other.entry));
}

/** Null for sockets and the like, which no image can hold. */
function walkedEntry(source: ImageBuild, path: string): WalkedEntry | null {
  const absolute = join(source.context, path);
  const stat = reading(source, absolute, () => lstatSync(absolute));
  const common = {path, mtimeMs: stat.mtimeMs};
  const mode = stat.mode & 0o7777;
  let entry: CodeEntry;
  if (stat.isFile()) {
    entry = {...common, kind: 'file', mode, size: stat.size, stamp: stampOf(stat)};
  } else if (stat.isDirectory()) entry = {...common, kind: 'directory', mode};
  else if (stat.isSymbolicLink()) {
    const target = reading(source, absolute, () => readlinkSync(absolute));
    entry = {...common, kind: 'link', target};
  } else return null;
  return {entry, changedMs: changedMs(stat), isReadableByAll: true};
}

function reading<T>(source: ImageBuild, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw missing(source, `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function missing({place, context, dockerfile}: ImageBuild, why: string): LambdockError {
  const where = place === null ? '' : `${formatPlace(place)}: `;
  return new LambdockError('CODE_NOT_FOUND', {
    message: `${where}The image cannot be built: ${why}`,
    suggestions: ['correct build.context or build.dockerfile'],
    details: {context, dockerfile},
  });
}

function readOrNothing(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
