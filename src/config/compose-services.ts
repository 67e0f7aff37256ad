import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {PublishedService} from '../core/loopback-values.js';

/** As compose looks for them. */
const FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** The services that a compose file of a folder publishes; none where there is no file, or none that can be read. */
export async function composeServices(folder: string): Promise<readonly PublishedService[]> {
  for (const file of FILES) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => null);
    if (text !== null) return publishedIn(text, file);
  }
  return [];
}

function publishedIn(text: string, file: string): readonly PublishedService[] {
  const found = readable(text);
  const services = isRecord(found) ? found['services'] : null;
  if (!isRecord(services)) return [];
  return Object.entries(services).flatMap(([service, value]) => {
    const ports = isRecord(value) ? value['ports'] : null;
    return (Array.isArray(ports) ? ports : []).flatMap((port: unknown) => {
      const pair = pairOf(port);
      return pair === null ? [] : [{file, service, ...pair}];
    });
  });
}

/** What compose itself will refuse is no reason to fail here. */
function readable(text: string): unknown {
  try {
    return parse(text, {merge: true}) as unknown;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `5433:5432`, `127.0.0.1:5433:5432/tcp`, or `{published: 5433, target: 5432}`. */
function pairOf(port: unknown): {readonly published: number; readonly target: number} | null {
  if (isRecord(port)) {
    const pair = {published: Number(port['published']), target: Number(port['target'])};
    return Number.isInteger(pair.published) && Number.isInteger(pair.target) ? pair : null;
  }
  const [, published, target] = /(?:^|:)(\d+):(\d+)(?:\/tcp)?$/.exec(String(port)) ?? [];
  return published === undefined ? null : {published: Number(published), target: Number(target)};
}
