import {platformOf, type Architecture} from '../core/architecture.js';
import {taggedFor} from '../core/base-image.js';
import {sha256} from '../core/digest.js';
import {LABELS} from '../core/labels.js';
import type {StandInRecipe, StandInTable} from '../core/stand-in.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {ImageFacts} from '../docker/engine.js';
import type {Recipes} from '../files/recipes.js';

/** Which stand-in is wanted. */
export interface StandInRequest {
  readonly runtime: string;
  readonly architecture: Architecture;
}

/** A part an image needs, ready to be looked up or made. */
export interface PlannedPart {
  readonly name: string;
  /** Part, arguments and digest of what makes it: equal keys are the same part. */
  readonly key: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Folder of the build context it goes into. */
  readonly to: string;
}

/** What is to be done about one stand-in, and why. */
export interface StandInPlan {
  readonly request: StandInRequest;
  /** What it is called towards the user: equal names are the same stand-in. */
  readonly name: string;
  readonly image: string;
  readonly recipe: StandInRecipe;
  readonly platform: string;
  readonly action: 'build' | 'skip';
  readonly cause: string;
  readonly parts: readonly PlannedPart[];
  /** Digest of the Dockerfile and the files beside it. */
  readonly filesDigest: string;
  /** Id of the image that a build supersedes. */
  readonly supersedes: string | null;
}

/** The row of a stand-in; rejects what no recipe can make. */
export function recipeFor(
  table: StandInTable,
  {runtime, architecture}: StandInRequest,
): StandInRecipe {
  const recipe = table.images[runtime];
  if (recipe?.architectures.includes(architecture) === true) return recipe;
  const known = Object.keys(table.images);
  throw new LambdockError('STAND_IN_UNAVAILABLE', {
    message:
      recipe === undefined
        ? `there is no recipe for a stand-in of ${runtime}; there is one for ${known.join(', ')}`
        : `the stand-in of ${runtime} can be built for ${recipe.architectures.join(', ')} only, not for ${architecture}`,
    suggestions: [
      `\`lambdock images pull ${runtime}\` takes the real image, --registry PREFIX from a mirror`,
      '`lambdock images list` shows for which runtimes a stand-in can be built',
    ],
    details: {runtime, architecture, available: known},
  });
}

/** Compares a recipe with the image that is there. */
export function planStandIn(
  request: StandInRequest,
  recipes: Pick<Recipes, 'table' | 'digestOf'>,
  present: Pick<ImageFacts, 'id' | 'labels'> | null,
): StandInPlan {
  const recipe = recipeFor(recipes.table, request);
  const parts = recipe.parts.map(({part, args, to}) => {
    const how = recipes.table.parts[part];
    if (how === undefined) throw new TypeError(`stand-ins.json does not say how to make ${part}`);
    const filled = args.map((arg) => arg.replaceAll('{architecture}', request.architecture));
    const digest = recipes.digestOf([how.script, ...how.inputs]);
    return {name: part, key: keyOf(part, filled, digest), script: how.script, args: filled, to};
  });
  const filesDigest = recipes.digestOf([recipe.dockerfile, ...recipe.context]);
  const keys = parts.map(({key}) => key);
  const isSame =
    present?.labels[LABELS.standInRecipe] === recipeDigest({recipe, keys, filesDigest});
  return {
    request,
    name: taggedFor(request.runtime, request.architecture),
    image: taggedFor(recipe.image, request.architecture),
    recipe,
    platform: platformOf(request.architecture),
    action: isSame ? 'skip' : 'build',
    cause: isSame ? 'recipe unchanged' : present === null ? 'not there yet' : 'recipe changed',
    parts,
    filesDigest,
    supersedes: present?.id ?? null,
  };
}

/** Digest of everything a stand-in is made from. */
export const recipeDigest = (made: {
  readonly recipe: StandInRecipe;
  readonly keys: readonly string[];
  readonly filesDigest: string;
}): string => `sha256:${sha256(JSON.stringify([made.recipe, made.keys, made.filesDigest]))}`;

/** Keys are names of folders, and those may be 255 bytes long. */
const MOST_ARGS = 120;

function keyOf(part: string, args: readonly string[], digest: string): string {
  const words = args.join('-').replace(/[^\w.=-]/g, '_');
  const shown =
    words.length <= MOST_ARGS
      ? words
      : `${words.slice(0, MOST_ARGS)}-${sha256(JSON.stringify(args)).slice(0, 12)}`;
  return `${part}-${shown}-${digest}`;
}
