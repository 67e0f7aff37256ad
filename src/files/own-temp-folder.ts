import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isOwnerAlive, processIdentity} from './process-identity.js';

/** What the temporary folders of a replay begin with: results that nobody named, and events that wait. */
const PREFIXES = ['lambdock-replay-', 'lambdock-events-'] as const;

/** A file in each of them: whose it is. */
const OWNER = 'owner';

/** Makes a temporary folder that a later run removes if this process has no time to. */
export async function ownTempFolder(prefix: (typeof PREFIXES)[number]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await writeFile(join(folder, OWNER), processIdentity().self);
  return folder;
}

/** Removes the folders of processes of this machine that were killed; those of which nobody knows stay. */
export async function sweepTempFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter(isOurs)) {
    const folder = join(tmpdir(), name);
    const owner = await readFile(join(folder, OWNER), 'utf8').catch(() => null);
    if (owner === null || isOwnerAlive(owner) !== false) continue;
    // Another user's, for example: whoever owns it removes it.
    await rm(folder, {recursive: true, force: true}).catch(() => undefined);
  }
}

const isOurs = (name: string): boolean => PREFIXES.some((prefix) => name.startsWith(prefix));
