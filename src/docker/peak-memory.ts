import {closeSync, openSync, readSync} from 'node:fs';
import type {Client} from './client.js';

/** A call whose answer dockerode's types do not know. */
interface Untyped {
  stats(options: object): Promise<{memory_stats?: {max_usage?: number}}>;
}

/**
 * Where the kernel keeps a container's peak, if the engine runs on this machine's own: cgroup v1 and
 * v2, each as the engine names its groups with cgroupfs and with systemd.
 */
const PLACES: readonly ((id: string) => string)[] = [
  (id) => `/sys/fs/cgroup/system.slice/docker-${id}.scope/memory.peak`,
  (id) => `/sys/fs/cgroup/docker/${id}/memory.peak`,
  (id) => `/sys/fs/cgroup/memory/docker/${id}/memory.max_usage_in_bytes`,
  (id) => `/sys/fs/cgroup/memory/system.slice/docker-${id}.scope/memory.max_usage_in_bytes`,
];

/** Peak memory of a container since its start, in bytes; null where nobody says. */
export async function peakMemory(client: Client, id: string): Promise<number | null> {
  const isHere = client.endpoint.url.startsWith('unix:');
  return (isHere ? fromKernel(id) : null) ?? (await fromEngine(client, id));
}

/** The place that was right before comes first: a look at one that is not there costs as much as a reading. */
let places = PLACES;

/** Files that were read before, by container, the oldest first: to open one takes longer than to read it. */
const opened = new Map<string, number>();
const MOST_OPENED = 64;
const NUMBER = Buffer.alloc(32);

/** Not a file of a disk: reading it takes some microseconds, less than to wait for it. */
function fromKernel(id: string): number | null {
  const fd = opened.get(id) ?? openedIn(id);
  if (fd === null) return null;
  try {
    const peak = Number(NUMBER.toString('latin1', 0, readSync(fd, NUMBER, 0, NUMBER.length, 0)));
    return peak > 0 ? peak : null;
  } catch {
    // The container is gone, and its group with it.
    forget(id, fd);
    return null;
  }
}

function openedIn(id: string): number | null {
  for (const place of places) {
    try {
      const fd = openSync(place(id), 'r');
      if (place !== places[0]) places = [place, ...PLACES.filter((other) => other !== place)];
      const [oldest] = opened.size < MOST_OPENED ? [] : opened;
      if (oldest !== undefined) forget(...oldest);
      opened.set(id, fd);
      return fd;
    } catch {
      // The group is elsewhere, or on another machine.
    }
  }
  return null;
}

/** For a container whose end is near: its file is opened anew if it is asked for again. */
export function forgetPeak(id: string): void {
  const fd = opened.get(id);
  if (fd !== undefined) forget(id, fd);
}

function forget(id: string, fd: number): void {
  opened.delete(id);
  closeSync(fd);
}

/** The engine tells the peak of cgroup v1 (`max_usage`) and none of v2. */
async function fromEngine(client: Client, id: string): Promise<number | null> {
  const container = client.docker.getContainer(id) as unknown as Untyped;
  const stats = await client.callUnless([404, 409, 500], 'read the memory peak', () =>
    container.stats({stream: false, 'one-shot': true}),
  );
  const peak = stats?.memory_stats?.max_usage;
  return typeof peak === 'number' && peak > 0 ? peak : null;
}
