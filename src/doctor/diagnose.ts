import type {BaseImageRow} from '../core/base-image.js';
import type {Check} from '../core/check.js';
import type {ListedFunction} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ContainerFacts, Engine, ImageFacts} from '../docker/engine.js';
import type {FolderFacts} from '../files/folder-facts.js';
import {countText} from '../core/count-text.js';
import {failedBy, fine, troubled} from './check-result.js';
import {engineChecks} from './engine-checks.js';
import {baseImageCheck, leftoverCheck} from './image-checks.js';
import {cacheCheck, nodeCheck, spaceCheck} from './machine-checks.js';

/** A project as far as it could be read. */
export interface LookedAtProject {
  /** Its file, or the folder of a function that flags describe. */
  readonly where: string;
  readonly functions: readonly ListedFunction[];
}

/** How a machine is looked at. */
export interface Probes {
  readonly nodeVersion: string;
  /** The project where there is one; rejects when it is not valid. */
  readonly project: () => Promise<LookedAtProject | null>;
  readonly cacheFolder: () => Promise<FolderFacts>;
  readonly engine: () => Promise<Engine>;
  readonly baseImages: () => Promise<readonly BaseImageRow[]>;
  readonly leftovers: () => Promise<{
    readonly stale: readonly ContainerFacts[];
    readonly derived: readonly ImageFacts[];
  }>;
}

/** Every check, in the order in which one would mend things. */
export async function diagnose(probes: Probes): Promise<readonly Check[]> {
  const [project, cache] = await Promise.all([projectOf(probes), probes.cacheFolder()]);
  return [
    nodeCheck(probes.nodeVersion),
    ...(await checksOfEngine(probes, project.found)),
    cacheCheck(cache),
    spaceCheck(cache),
    project.check,
  ];
}

async function projectOf({
  project,
}: Probes): Promise<{readonly found: readonly FunctionSpec[] | null; readonly check: Check}> {
  try {
    const found = await project();
    if (found === null) return {found, check: fine('project', 'no project file here or above')};
    const {where, functions} = found;
    const specs = functions.flatMap(({spec}) => (spec === null ? [] : [spec]));
    const problems = functions.flatMap(({problem}) => (problem === null ? [] : [problem]));
    const [first] = problems;
    const names = functions.map(({name}) => name).join(', ');
    return {
      found: specs,
      check:
        first === undefined
          ? fine('project', `${where}: ${names}`)
          : troubled('warning', 'project', {
              found: `${where}: ${countText(problems.length, 'function')} of ${functions.length} cannot be read: ${first.message}`,
              remedy: first.suggestions[0] ?? 'lambdock functions list',
            }),
    };
  } catch (error) {
    return {found: null, check: failedBy('project', error)};
  }
}

/** The first trouble with the engine ends its checks: the rest could only repeat it. */
async function checksOfEngine(
  {engine, baseImages, leftovers}: Probes,
  project: readonly FunctionSpec[] | null,
): Promise<readonly Check[]> {
  try {
    const connected = await engine();
    const info = await connected.info();
    const [rows, {stale, derived}] = await Promise.all([baseImages(), leftovers()]);
    return [
      ...engineChecks(connected, info, project),
      baseImageCheck(rows, project),
      leftoverCheck(stale, derived),
    ];
  } catch (error) {
    return [failedBy('engine', error)];
  }
}
