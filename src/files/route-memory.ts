import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {sha256} from '../core/digest.js';
import type {RouteMemory} from '../core/route-memory.js';
import {quietly} from './quietly.js';

/** Where the memory is kept, and for which engine. */
export interface RouteMemoryRequest {
  readonly cacheFolder: string;
  readonly endpoint: string;
}

/** An empty file per network that is reached directly. */
export function routeMemory({cacheFolder, endpoint}: RouteMemoryRequest): RouteMemory {
  const folder = join(cacheFolder, 'routes');
  const fileOf = (network: string): string =>
    join(folder, sha256(`${endpoint} ${network}`).slice(0, 32));
  return {
    isDirect: (network) => existsSync(fileOf(network)),
    remember: (network, isDirect) =>
      quietly(() => {
        mkdirSync(folder, {recursive: true});
        if (isDirect) writeFileSync(fileOf(network), '');
        else rmSync(fileOf(network), {force: true});
      }),
  };
}
