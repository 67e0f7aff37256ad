import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {dirname, join, parse} from 'node:path';
import {env, execPath} from 'node:process';
import type {Socket} from 'node:net';
import {fileURLToPath} from 'node:url';
import {NOTHING_LEFT, SURVIVOR} from '../core/survivor.js';
import {ownerTextOf} from './process-identity.js';

/** What a keeper is told: which store, and which engine. */
export interface KeeperRequest extends EngineChoice {
  readonly cacheFolder: string;
}

/** Which engine, as options say it; the variables are inherited. */
export interface EngineChoice {
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
  const child = spawn(execPath, [file, JSON.stringify(request)], {
    cwd: request.cacheFolder,
    detached: true,
    env: ownVariables(),
    stdio: 'ignore',
  });
  child.on('error', () => undefined);
  child.unref();
  return child.pid === undefined ? null : ownerTextOf(child.pid);
}

/**
 * Starts a process that does nothing until this one ends, however it ends: the pipe between them then
 * breaks, and what this one left is removed. It keeps nobody alive. The answer sends it away.
 */
export function spawnSurvivor(engine: EngineChoice): () => void {
  const file = keeperFile();
  if (file === null) return () => undefined;
  const sweeper = [execPath, file, JSON.stringify(engine), SURVIVOR] as const;
  const [command, ...args] = existsSync(SHELL)
    ? ([SHELL, '-c', WAITS, 'lambdock-survivor', ...sweeper] as const)
    : sweeper;
  const child = spawn(command, args, {
    cwd: parse(execPath).root,
    detached: true,
    env: ownVariables(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.unref();
  // A pipe of a child is a socket, whatever its type says.
  const pipe = child.stdin as unknown as Socket;
  pipe.on('error', () => undefined);
  pipe.unref();
  return () => {
    pipe.end(NOTHING_LEFT);
  };
}

/** It waits in a twentieth of Node's memory; what sweeps is started when there is something to sweep. */
const SHELL = '/bin/sh';
const WAITS = `read -r said; [ "$said" = "${NOTHING_LEFT}" ] || exec "$@"`;

/** What a user debugs with is not meant for these processes. */
const ownVariables = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_OPTIONS'));

/** Sources, chunks and bundles lie at different depths below the package. */
function keeperFile(start = fileURLToPath(import.meta.url)): string | null {
  const above = dirname(start);
  if (above === start) return null;
  const file = join(above, 'dist/keeper.cjs');
  return existsSync(file) ? file : keeperFile(above);
}
