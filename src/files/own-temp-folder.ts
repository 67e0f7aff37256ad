import {mkdtempSync, writeFileSync} from 'node:fs';
import {mkdtemp, readdir, readFile, rm, rmdir, stat, unlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isOwnerAlive, processIdentity} from './process-identity.js';

/** What our temporary folders begin with: results that nobody named, events that wait, and pipes of functions. */
const PREFIXES = ['lambdock-replay-', 'lambdock-events-', 'lambdock-output-'] as const;

/** As `mkdtemp` names them. */
const OURS = new RegExp(`^(?:${PREFIXES.join('|')})[A-Za-z0-9]{6}$`);

/** A file in each of them: whose it is. */
const OWNER = 'owner';

/** Who makes a folder says at once whose it is: one that nobody has claimed for so long was left before that. */
const UNCLAIMED_MS = 60_000;

/** Makes a temporary folder that a later run removes if this process has no time to. */
export async function ownTempFolder(prefix: (typeof PREFIXES)[number]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await writeFile(join(folder, OWNER), processIdentity().self);
  return folder;
}

/** The same at once, for who can wait for nothing. */
export function ownTempFolderSync(prefix: (typeof PREFIXES)[number]): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(folder, OWNER), processIdentity().self);
  return folder;
}

/** Removes the folders of processes of this machine that were killed; what else is called so is left alone. */
export async function sweepTempFolders(): Promise<void> {
  const entries = await readdir(tmpdir(), {withFileTypes: true}).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || !OURS.test(entry.name)) continue;
    // Another user's, for example: whoever owns it removes it.
    await sweep(join(tmpdir(), entry.name)).catch(() => undefined);
  }
}

async function sweep(folder: string): Promise<void> {
  const owner = await readFile(join(folder, OWNER), 'utf8').catch(whereMissing);
  if (owner !== '') {
    if (isOwnerAlive(owner) === false) await rm(folder, {recursive: true, force: true});
    return;
  }
  const {mtimeMs} = await stat(folder);
  if (mtimeMs < Date.now() - UNCLAIMED_MS) await removeUnclaimed(folder);
}

/** Nobody has said that it is theirs, so nothing is removed but what a killed process had begun: no file, or an empty one. */
async function removeUnclaimed(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.some((name) => name !== OWNER)) return;
  if (names.length > 0) await unlink(join(folder, OWNER));
  await rmdir(folder);
}

function whereMissing(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
  throw error;
}
