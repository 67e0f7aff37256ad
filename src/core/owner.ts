import {LABELS} from './labels.js';

/** Identity of a process, so that a container found later can be told from one left behind. */
export interface Owner {
  /** Name of the machine and of its current boot: one kernel, one host. */
  readonly host: string;
  /** Process numbers mean something only inside their own namespace. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** Tells a process from a later one of the same number; empty where the system does not say. */
  readonly startTime: string;
}

/** This process and what it knows of others; made by `files/process-identity`. */
export interface Ownership {
  /** Owner text of this process. */
  readonly self: string;
  /** Whether the process of an owner text lives; null when this machine cannot know. */
  readonly isAlive: (owner: string) => boolean | null;
}

/** What a container is for. */
export interface OwnedObject {
  /** lambdock's version. */
  readonly version: string;
  readonly role: 'sandbox' | 'build';
  readonly owner: string;
  /** Milliseconds since the epoch; from then on a container of another machine may be removed. */
  readonly expiresAt: number;
  readonly project?: string;
  readonly function?: string;
  readonly digest?: string;
}

/** `host/pidns/pid/starttime`. */
export const formatOwner = ({host, pidNamespace, pid, startTime}: Owner): string =>
  [host.replaceAll('/', '-'), pidNamespace, pid, startTime].join('/');

/** The owner a text names, or null when it names none. */
export function parseOwner(text: string): Owner | null {
  const parts = /^([^/]+)\/([^/]*)\/(\d+)\/([^/]*)$/.exec(text);
  if (parts === null) return null;
  const [, host = '', pidNamespace = '', pid = '', startTime = ''] = parts;
  return {host, pidNamespace, pid: Number(pid), startTime};
}

/** Labels of a container that a process owns. */
export function ownerLabels(object: OwnedObject): Readonly<Record<string, string>> {
  return {
    [LABELS.version]: object.version,
    [LABELS.role]: object.role,
    [LABELS.owner]: object.owner,
    [LABELS.expires]: String(object.expiresAt),
    ...(object.project === undefined ? {} : {[LABELS.project]: object.project}),
    ...(object.function === undefined ? {} : {[LABELS.function]: object.function}),
    ...(object.digest === undefined ? {} : {[LABELS.digest]: object.digest}),
  };
}

/**
 * Whether anyone may remove a container with these labels: its owner is dead, or cannot be asked
 * and its time is over. A container without an owner is never ours to judge.
 */
export function isAbandoned(
  labels: Readonly<Record<string, string>>,
  {isAlive}: Pick<Ownership, 'isAlive'>,
  now: number,
): boolean {
  const owner = labels[LABELS.owner];
  if (owner === undefined || owner === '') return false;
  const alive = isAlive(owner);
  if (alive !== null) return !alive;
  const expires = Number(labels[LABELS.expires]);
  return expires > 0 && expires <= now;
}
