import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {pid} from 'node:process';
import type {Architecture} from '../core/architecture.js';
import type {CodePart} from '../core/code-tree.js';
import {isSha256, sha256} from '../core/digest.js';
import type {EmulatorStore} from '../core/emulator.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {stampOf} from './walk-folder.js';

const FILE = 'aws-lambda-rie';

/** Emulators in the cache folder: copies by architecture and digest, and what is known of images. */
export function emulatorStore(cacheFolder: string): EmulatorStore {
  const folder = join(cacheFolder, 'emulators');
  const noteOf = (imageId: string): string => join(folder, 'images', sha256(imageId).slice(0, 32));
  const copyAt = (architecture: Architecture, digest: string): CodePart =>
    partAt(join(folder, architecture, digest), digest);
  return {
    pathIn(imageId) {
      const text = readOrNothing(noteOf(imageId));
      return text === '' ? undefined : text === 'none' ? null : text;
    },
    rememberPath(imageId, path) {
      try {
        write(noteOf(imageId), path ?? 'none');
      } catch {
        // Nothing is lost but time.
      }
    },
    copyFor(architecture) {
      const [digest] = listed(join(folder, architecture)).filter(isSha256).sort();
      return digest === undefined ? null : copyAt(architecture, digest);
    },
    keep(architecture, content) {
      const digest = sha256(content);
      const file = join(folder, architecture, digest, FILE);
      try {
        write(file, content);
      } catch (cause) {
        throw new LambdockError('DISK_FAILED', {
          message: `the Runtime Interface Emulator cannot be kept in ${folder}: ${(cause as Error).message}`,
          suggestions: ['free some space, or name another cache folder with LAMBDOCK_CACHE'],
          details: {path: folder},
          cause,
        });
      }
      return copyAt(architecture, digest);
    },
  };
}

function partAt(folder: string, digest: string): CodePart {
  const stat = lstatSync(join(folder, FILE));
  const {size} = stat;
  return {
    kind: 'emulator',
    source: {what: 'code', kind: 'directory', path: folder, ignore: [], family: null},
    digest,
    bytes: size,
    entries: [{kind: 'file', path: FILE, mode: 0o755, size, mtimeMs: 0, stamp: stampOf(stat)}],
  };
}

/** Written beside and renamed: what has the name is whole. */
function write(file: string, content: string | Uint8Array): void {
  const aside = `${dirname(file)}.${String(pid)}.tmp`;
  mkdirSync(dirname(file), {recursive: true});
  try {
    writeFileSync(aside, content);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, {force: true});
    throw error;
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
