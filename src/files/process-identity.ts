import {readFileSync, readlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import {kill, pid} from 'node:process';
import {formatOwner, parseOwner, type Owner, type Ownership} from '../core/owner.js';

/** Reads who this process is, once; the answer judges the owners of containers. */
export function processIdentity(): Ownership {
  const self = ownIdentity();
  return {
    self: formatOwner(self),
    isAlive: (owner) => isOwnerAlive(owner, self),
  };
}

/** Owner text of another process of this machine. */
export const ownerTextOf = (process: number): string =>
  formatOwner({...ownIdentity(), pid: process, startTime: startTimeOf(process) ?? ''});

/**
 * Whether the process of an owner text lives: true, false, or null when it is of another machine,
 * another boot or another process namespace, which cannot be seen from here.
 */
export function isOwnerAlive(text: string, self: Owner = ownIdentity()): boolean | null {
  const owner = parseOwner(text);
  if (owner === null) return null;
  if (owner.host !== formatHost(self) || owner.pidNamespace !== self.pidNamespace) return null;
  const startTime = startTimeOf(owner.pid);
  if (startTime === undefined) return false;
  return startTime === '' || owner.startTime === '' || startTime === owner.startTime;
}

const formatHost = (self: Owner): string => parseOwner(formatOwner(self))?.host ?? self.host;

/** The boot id keeps two machines of one name apart, and this boot from the last one. */
function ownIdentity(): Owner {
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).slice(0, 8);
  return {
    host: boot === '' ? hostname() : `${hostname()}-${boot}`,
    pidNamespace: /\d+/.exec(read(() => readlinkSync('/proc/self/ns/pid')))?.[0] ?? '',
    pid,
    startTime: startTimeOf(pid) ?? '',
  };
}

/** Start time of a live process, `''` where there is no /proc to say it, undefined for a dead one. */
function startTimeOf(process: number): string | undefined {
  const stat = read(() => readFileSync(`/proc/${String(process)}/stat`, 'utf8'));
  if (stat === '') return isSignalable(process) ? '' : undefined;
  // The name, in parentheses, may hold anything; fields 3 (state) and 22 (start time) follow it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function isSignalable(process: number): boolean {
  try {
    return kill(process, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(source: () => string): string {
  try {
    return source();
  } catch {
    return '';
  }
}
