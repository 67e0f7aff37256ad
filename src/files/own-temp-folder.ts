import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isOwnerAlive, processIdentity} from './process-identity.js';

/** What the temporary folders of a replay begin with: results that nobody named, and events that wait. */
const PREFIXES = ['lambdock-replay-', 'lambdock-events-'] as const;

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

/** Removes the folders of processes of this machine that were killed. */
export async function sweepTempFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter(isOurs)) {
    const folder = join(tmpdir(), name);
    if (!(await isLeft(folder))) continue;
    // Another user's, for example: whoever owns it removes it.
    await rm(folder, {recursive: true, force: true}).catch(() => undefined);
  }
}

async function isLeft(folder: string): Promise<boolean> {
  const owner = await readFile(join(folder, OWNER), 'utf8').catch(() => null);
  if (owner !== null && owner !== '') return isOwnerAlive(owner) === false;
  const made = await stat(folder).catch(() => null);
  return made !== null && made.mtimeMs < Date.now() - UNCLAIMED_MS;
}

const isOurs = (name: string): boolean => PREFIXES.some((prefix) => name.startsWith(prefix));
