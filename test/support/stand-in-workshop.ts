import {join} from 'node:path';
import {processIdentity} from '../../src/files/process-identity.js';
import {partStore} from '../../src/files/part-store.js';
import {contextItems} from '../../src/files/recipe-context.js';
import {readRecipes} from '../../src/files/recipes.js';
import {runScript} from '../../src/files/run-script.js';
import {packItems} from '../../src/docker/build-context.js';
import type {BuildOptions, Engine, ImageFacts} from '../../src/docker/engine.js';
import type {ProgressEvent} from '../../src/core/progress.js';
import {buildStandIns, type StandInTools} from '../../src/stand-ins/build-stand-ins.js';
import {planStandIn} from '../../src/stand-ins/plan-stand-in.js';
import {fakeEngine, sampleImage} from './fake-engine.js';
import {eachEntry} from './tree-of.js';

/** A build as the engine was asked for it: mode and text of every file of the context. */
export interface BuildSeen {
  readonly options: BuildOptions;
  readonly files: Readonly<Record<string, string>>;
}

/** A folder with recipes in images/, a cache beside it, and an engine in memory. */
export interface StandInWorkshop {
  readonly builds: readonly BuildSeen[];
  readonly news: readonly ProgressEvent[];
  readonly images: readonly ImageFacts[];
  readonly cache: string;
  /** Plans against the engine's images and builds. */
  build(over?: Partial<StandInTools>): Promise<void>;
}

/** A workshop in a folder of recipeFiles(). */
export function standInWorkshop(folder: string): StandInWorkshop {
  const builds: BuildSeen[] = [];
  const news: ProgressEvent[] = [];
  const contents = {containers: [], images: [] as ImageFacts[]};
  const cache = join(folder, 'cache');
  const recipesFolder = join(folder, 'images');
  const engine = fakeEngine(contents, {
    buildImage: async (context, options) => {
      const files: Record<string, string> = {};
      await eachEntry(context, ({name, mode, type}, content) => {
        const text = Buffer.from(content).toString().trim();
        if (type === 'file') files[name.replace(/^\.\//, '')] = `${mode.toString(8)} ${text}`;
      });
      options.onLine?.('Step 1/2 : FROM scratch');
      builds.push({options, files});
      const id = `sha256:${builds.length}`;
      for (const image of contents.images) Object.assign(image, {tags: []});
      contents.images.push({
        ...sampleImage({id, tags: [options.tag]}),
        labels: options.labels ?? {},
      });
    },
  });
  return {
    builds,
    news,
    cache,
    get images() {
      return contents.images;
    },
    build: (over) => buildIn({folder: recipesFolder, cache, engine, news}, over),
  };
}

interface Place {
  readonly folder: string;
  readonly cache: string;
  readonly engine: Engine;
  readonly news: ProgressEvent[];
}

/** Makes everything of the folder's table, with the real files and scripts. */
export async function buildIn(
  {folder, cache, engine, news}: Place,
  over: Partial<StandInTools> = {},
): Promise<void> {
  const recipes = readRecipes(folder);
  const plans = await Promise.all(
    Object.entries(recipes.table.images).map(async ([runtime, {image}]) =>
      planStandIn({runtime, architecture: 'x86_64'}, recipes, await engine.inspectImage(image)),
    ),
  );
  await buildStandIns(plans, {
    engine,
    parts: partStore(cache, processIdentity()),
    runScript,
    scriptPath: (script) => join(folder, script),
    packContext: (content, onBytes) =>
      packItems(contextItems({folder, ...content}), {target: '.', onBytes}),
    onProgress: (event) => news.push(event),
    signal: new AbortController().signal,
    ...over,
  });
}
