import {join} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {taggedFor} from '../core/base-image.js';
import {packItems} from '../docker/build-context.js';
import type {Engine} from '../docker/engine.js';
import {cacheFolder} from '../files/cache-folder.js';
import {partStore} from '../files/part-store.js';
import {contextItems} from '../files/recipe-context.js';
import type {Recipes} from '../files/recipes.js';
import {runScript} from '../files/run-script.js';
import {buildStandIns, type StandInTools} from '../stand-ins/build-stand-ins.js';
import {planStandIn, recipeFor, type StandInRequest} from '../stand-ins/plan-stand-in.js';
import type {Session} from './session.js';

/** Builds stand-ins from recipes; nothing is asked of the engine before all are known to exist. */
export async function buildFromRecipes(
  session: Session,
  recipes: Recipes,
  requests: readonly StandInRequest[],
): Promise<void> {
  const wanted = requests.map((request) => ({
    request,
    image: taggedFor(recipeFor(recipes.table, request).image, request.architecture),
  }));
  const engine = await session.engine();
  const plans = await Promise.all(
    wanted.map(async ({request, image}) =>
      planStandIn(request, recipes, await engine.inspectImage(image)),
    ),
  );
  const work = buildStandIns(plans, standInTools(session, engine, recipes));
  // Scripts that are stopped clean up behind themselves: whoever disposes waits for that.
  const release = session.hold({[Symbol.asyncDispose]: () => work.catch(() => undefined)});
  await work.finally(release);
}

function standInTools(session: Session, engine: Engine, {folder}: Recipes): StandInTools {
  return {
    engine,
    parts: partStore(join(cacheFolder(hostVariables()), 'stand-in-parts'), session.ownership),
    runScript,
    scriptPath: (script) => join(folder, script),
    packContext: (content, onBytes) =>
      packItems(contextItems({folder, ...content}), {target: '.', onBytes}),
    onProgress: (event) => session.options.onProgress?.(event),
    signal: session.signal,
  };
}
