import {readFileSync} from 'node:fs';
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

/** Not a file of a disk: reading it takes some microseconds, less than to wait for it. */
function fromKernel(id: string): number | null {
  for (const place of places) {
    try {
      const peak = Number(readFileSync(place(id), 'latin1'));
      if (place !== places[0]) places = [place, ...PLACES.filter((other) => other !== place)];
      return peak > 0 ? peak : null;
    } catch {
      // The group is elsewhere, or on another machine.
    }
  }
  return null;
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
