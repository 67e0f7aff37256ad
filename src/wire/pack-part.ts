import type {CodeEntry, CodePart, TarItem, TreeRequest} from '../core/code-tree.js';
import {asStarted} from '../core/code-view.js';
import {mergeLayers, type MergedLayer, type PlacedEntry} from '../core/layer-merge.js';
import {packFolder, packItems} from '../docker/build-context.js';
import {invalid} from '../files/code-error.js';
import {openArchive} from '../files/open-archive.js';
import type {PackPart, Tar} from '../image/image-tools.js';

/** A tar of a part. A layer's entries go where they belong among those of the layers below it. */
export async function packPart({part, target, below, onBytes, ...more}: PackPart): Promise<Tar> {
  if (part.entries !== null) {
    const entries = below.length === 0 ? asTheyAre(part.entries) : await placed(part, below);
    const started = entries.map((one) => ({...one, entry: asStarted(one.entry, part.source)}));
    return packFolder(part.source.path, started, {target, onBytes, ...more});
  }
  const archive = await openArchive(part.source);
  const items = archive.items();
  const all = part.kind === 'layer' ? placedItems(items, await placed(part, below)) : items;
  return packItems(startedItems(all, part.source), {target, onBytes});
}

async function* startedItems(
  items: AsyncIterable<TarItem>,
  source: TreeRequest,
): AsyncGenerator<TarItem> {
  for await (const item of items) yield {...item, entry: asStarted(item.entry, source)};
}

const asTheyAre = (entries: readonly CodeEntry[]): readonly PlacedEntry[] =>
  entries.map((entry) => ({entry, source: entry.path}));

async function placed(part: CodePart, below: readonly CodePart[]): Promise<readonly PlacedEntry[]> {
  const merged = (await mergedLayers([...below, part])).at(-1);
  if (merged === undefined) return [];
  const {escapes} = merged;
  if (escapes !== null) {
    const why = `lies beyond the link ${escapes.link} of a layer below, which leads out of /opt`;
    throw invalid(part.source, why, escapes.path);
  }
  return merged.placed;
}

/** What each of a function's layers adds to those below it. */
export async function mergedLayers(parts: readonly CodePart[]): Promise<readonly MergedLayer[]> {
  return mergeLayers(
    await Promise.all(
      parts.map(async ({entries, source}) => ({
        name: source.path,
        entries: entries ?? (await openArchive(source)).entries,
      })),
    ),
  );
}

/** Both are in the archive's order; entries without a place are folders that are there already. */
async function* placedItems(
  items: AsyncIterable<TarItem>,
  places: readonly PlacedEntry[],
): AsyncGenerator<TarItem> {
  let next = 0;
  const implied = function* (): Generator<TarItem> {
    for (; places[next]?.source === null; next += 1) {
      const place = places[next];
      if (place !== undefined) yield {entry: place.entry, content: null};
    }
  };
  for await (const item of items) {
    yield* implied();
    const place = places[next];
    if (place?.source !== item.entry.path) continue;
    next += 1;
    yield {...item, entry: place.entry};
  }
}
