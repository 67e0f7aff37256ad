import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {sha256} from '../core/digest.js';
import {Script} from 'node:vm';

/** Where a bundle is and where V8's compiled form of it may be kept. */
export interface CompiledBundle {
  /** Absolute path of a CommonJS file, all ASCII. */
  readonly file: string;
  /** Folder of the compiled forms; it need not exist, nor be writable. */
  readonly cacheFolder: string;
  /** What it is run for: each command has a form of its own, of the functions that it needs. */
  readonly command: string;
}

/**
 * Runs a CommonJS bundle and returns its exports, with V8's code cache around it: parsing and
 * compiling a command line anew takes as long as starting a small container's network. V8 itself
 * refuses a cache of another version, other flags or another source.
 */
export function runCompiled({file, cacheFolder, command}: CompiledBundle): unknown {
  const require = createRequire(file);
  const name = join(cacheFolder, cacheName(file, command));
  const forms = {whole: `${name}.bin`, early: `${name}.early.bin`};
  const whole = readOrUndefined(forms.whole);
  const cachedData = whole ?? readOrUndefined(forms.early);
  const script = new Script(`${HEAD}${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    ...(cachedData !== undefined && {cachedData}),
  });
  const module = {exports: {} as unknown};
  type Wrapper = (...names: unknown[]) => void;
  const run = script.runInThisContext() as Wrapper;
  run.call(module.exports, module.exports, require, module, file, dirname(file), importModule);
  const isRejected = script.cachedDataRejected === true;
  // The other one would not be looked at.
  if (isRejected) keep(script, {...forms, early: forms.whole});
  else if (whole === undefined) keep(script, forms);
  return module.exports;
}

/**
 * What surrounds a CommonJS module, and an import: a script from the cache has forgotten how to.
 * scripts/build-native-imports.mjs has the bundle call it by this name.
 */
const HEAD = '(function (exports, require, module, __filename, __dirname, __importModule) { ';

const importModule = (specifier: string): Promise<unknown> => import(specifier);

/** V8 looks at the source's length alone: another build of the same length is another file. */
function cacheName(file: string, command: string): string {
  const {size, mtimeMs, ctimeMs, ino} = statSync(file);
  const build = [file, size, mtimeMs, ctimeMs, ino, command].join('\0');
  return `${process.version}-${process.arch}-${sha256(build).slice(0, 16)}`;
}

function readOrUndefined(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The files of a compiled form. */
interface Forms {
  /** Of a run that came to its end. */
  readonly whole: string;
  /** Of one that went on for longer, or was ended: it may not have come to all that it is for, and the next run tries again. */
  readonly early: string;
}

/** V8 forgets in the end what a run needed at its start alone. */
const EARLY_MS = 60_000;

/** How a run ends that was refused, or failed before it came to its work: it needed little of what others will. */
const CAME_TO_NOTHING: ReadonlySet<number> = new Set([2, 3, 70]);

const WAS_ENDED: ReadonlySet<number> = new Set([130, 143]);

/** At the end all functions that this run needed are compiled, and go into the cache with the rest. */
function keep(script: Script, {whole, early}: Forms): void {
  const atExit = (code: number): void => {
    if (!CAME_TO_NOTHING.has(code)) write(script, WAS_ENDED.has(code) ? early : whole);
  };
  process.once('exit', atExit);
  setTimeout(() => {
    process.off('exit', atExit);
    write(script, early);
  }, EARLY_MS).unref();
}

function write(script: Script, cache: string): void {
  try {
    mkdirSync(dirname(cache), {recursive: true});
    const beside = `${cache}.${process.pid}`;
    writeFileSync(beside, script.createCachedData());
    renameSync(beside, cache);
    removeOlder(dirname(cache));
  } catch {
    // A cache that cannot be written only makes the next start as slow as this one.
  }
}

/** Enough for the commands of a few versions of Node and of lambdock in turn. */
const KEPT = 24;

/** Leaves the newest compiled forms; one that somebody else has removed meanwhile is gone too. */
function removeOlder(folder: string): void {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const byAge = paths
    .filter((path) => path.endsWith('.bin'))
    .map((path) => ({path, mtimeMs: statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0}))
    .sort((a, b) => b.mtimeMs - a.mtimeMs);
  for (const {path} of byAge.slice(KEPT)) rmSync(path, {force: true});
}
