import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {env, execPath} from 'node:process';
import {fileURLToPath} from 'node:url';
import {ownerTextOf} from './process-identity.js';

/** What a keeper is told: which store, and which engine. */
export interface KeeperRequest {
  readonly cacheFolder: string;
  readonly dockerHost?: string | undefined;
  readonly dockerContext?: string | undefined;
}

/**
 * Starts the process that removes warm containers when their rest is over; it lives on when this one
 * ends, and answers with its owner text. Null when it cannot be started.
 */
export function spawnKeeper(request: KeeperRequest): string | null {
  const file = keeperFile();
  if (file === null) return null;
  // What a user debugs with is not meant for it.
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_OPTIONS'));
  const child = spawn(execPath, [file, JSON.stringify(request)], {
    cwd: request.cacheFolder,
    detached: true,
    env: rest,
    stdio: 'ignore',
  });
  child.on('error', () => undefined);
  child.unref();
  return child.pid === undefined ? null : ownerTextOf(child.pid);
}

/** Sources, chunks and bundles lie at different depths below the package. */
function keeperFile(start = fileURLToPath(import.meta.url)): string | null {
  const above = dirname(start);
  if (above === start) return null;
  const file = join(above, 'dist/keeper.cjs');
  return existsSync(file) ? file : keeperFile(above);
}
