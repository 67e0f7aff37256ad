import {randomUUID} from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {sha256} from '../core/digest.js';
import {parseOwner, type Ownership} from '../core/owner.js';
import type {WarmRecord} from '../core/warm-record.js';
import {isLocked, removeFreeLocks, withFileLock} from './file-lock.js';

/** Which containers are kept warm in one engine by the processes of one machine. */
export interface WarmStore {
  readonly folder: string;
  /** Records, those used last first; none where nothing was ever kept. */
  records(key?: string): readonly WarmRecord[];
  read(id: string): WarmRecord | null;
  write(record: WarmRecord): void;
  remove(id: string): void;
  /** Whether a living process has the record in its hands. */
  isHeld(id: string): Promise<boolean>;
  /** Works on a record alone among all processes; null at once when another one has it. */
  tryHold<T>(id: string, work: () => Promise<T>): Promise<T | null>;
  /** One process at a time decides whether the keeper goes or comes. */
  atGate<T>(work: () => Promise<T>): Promise<T>;
  /** Owner text of the keeper that was started last. */
  keeper(): string | null;
  setKeeper(owner: string): void;
  /** Forgets everything but what is held: a process takes its record in hand before it writes it down. */
  clear(): Promise<void>;
  /** Calls back when a record has changed; the answer ends it. */
  readonly watch: (onChange: () => void) => () => void;
}

/** Where, and for whom. */
export interface WarmStoreRequest {
  readonly cacheFolder: string;
  /** URL of the engine. */
  readonly endpoint: string;
  readonly ownership: Ownership;
}

const KEEPER = 'keeper';
const RECORD = /^([0-9a-f]{16})\.([0-9a-f-]{36})\.json$/;

/** The store of one engine's warm containers: a file per record, a lock per record. */
export function warmStore(request: WarmStoreRequest): WarmStore {
  const {ownership} = request;
  const folder = join(request.cacheFolder, 'warm', storeName(request));
  const lockOf = (id: string): string => join(folder, `${id}.lock`);
  return {
    folder,
    ...recordCalls(folder),
    isHeld: (id) => isLocked(lockOf(id), ownership),
    async tryHold(id, work) {
      const taken = new Error('taken');
      const onWait = (): never => {
        throw taken;
      };
      try {
        return await withFileLock(lockOf(id), work, {ownership, onWait});
      } catch (error) {
        if (error === taken) return null;
        throw error;
      }
    },
    atGate: (work) => withFileLock(`${folder}.gate`, work, {ownership}),
    keeper: () => textOf(join(folder, KEEPER)),
    setKeeper: (owner) => place(folder, KEEPER, owner),
    async clear() {
      for (const name of [KEEPER, ...recordNames(folder)])
        rmSync(join(folder, name), {force: true});
      await removeFreeLocks(folder, ownership);
    },
    watch(onChange) {
      mkdirSync(folder, {recursive: true});
      const watcher = watch(folder, (_event, name) => {
        if (name === null || RECORD.test(name)) onChange();
      }).on('error', onChange);
      return () => watcher.close();
    },
  };
}

/** Process numbers mean something on their own machine only. */
function storeName({endpoint, ownership}: WarmStoreRequest): string {
  const {host, pidNamespace} = parseOwner(ownership.self) ?? {host: '', pidNamespace: ''};
  return sha256(`${endpoint} ${host} ${pidNamespace}`).slice(0, 16);
}

function recordCalls(folder: string): Pick<WarmStore, 'records' | 'read' | 'write' | 'remove'> {
  const nameOf = ({key, id}: WarmRecord): string => `${key.slice(0, 16)}.${id}.json`;
  const load = (name: string): WarmRecord | null => {
    const text = textOf(join(folder, name));
    return text === null ? null : (JSON.parse(text) as WarmRecord);
  };
  const all = (wanted: (name: string) => boolean): readonly WarmRecord[] =>
    recordNames(folder)
      .filter(wanted)
      .flatMap((name) => load(name) ?? []);
  const ofId = (id: string) => (name: string) => RECORD.exec(name)?.[2] === id;
  return {
    records: (key) =>
      all((name) => key === undefined || name.startsWith(key.slice(0, 16)))
        .filter((record) => key === undefined || record.key === key)
        .toSorted((one, other) => other.restUntil - one.restUntil),
    read: (id) => all(ofId(id))[0] ?? null,
    write: (record) => place(folder, nameOf(record), JSON.stringify(record)),
    remove(id) {
      for (const name of recordNames(folder).filter(ofId(id)))
        rmSync(join(folder, name), {force: true});
    },
  };
}

function recordNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => RECORD.test(name));
  } catch {
    return [];
  }
}

/** Whole or not at all. */
function place(folder: string, name: string, text: string): void {
  mkdirSync(folder, {recursive: true});
  const aside = join(folder, `${randomUUID()}.tmp`);
  writeFileSync(aside, text);
  renameSync(aside, join(folder, name));
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
