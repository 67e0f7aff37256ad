import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {sha256} from '../core/digest.js';
import type {PullMemory} from '../core/pull-memory.js';
import {quietly} from './quietly.js';

/** How long a refused pull is not tried again. */
export const REMEMBERED_MS = 6 * 3_600_000;

/** Where the memory is kept, and for which engine: another one may have another network. */
export interface PullMemoryRequest {
  readonly cacheFolder: string;
  readonly endpoint: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** One small file per image; what cannot be read or written is forgotten. */
export function pullMemory({cacheFolder, endpoint, now = Date.now}: PullMemoryRequest): PullMemory {
  const fileOf = (image: string): string =>
    join(cacheFolder, 'pulls', sha256(`${endpoint} ${image}`).slice(0, 32));
  return {
    refusal(image) {
      const [time = '', ...words] = readOrNothing(fileOf(image)).split('\n');
      const age = now() - Number(time);
      return time !== '' && age >= 0 && age < REMEMBERED_MS ? words.join('\n') : null;
    },
    remember(image, words) {
      quietly(() => {
        mkdirSync(join(cacheFolder, 'pulls'), {recursive: true});
        writeFileSync(fileOf(image), `${now()}\n${words}`);
      });
    },
    forget: (image) => quietly(() => rmSync(fileOf(image), {force: true})),
  };
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
