import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import {isTouched} from '../core/watched-paths.js';
import {mended, tell, told, type FollowRequest} from './renewal.js';
import {
  renewalLane,
  type ChangedFunction,
  type LaneTools,
  type RenewalLane,
} from './renewal-lane.js';
import type {ServedEntry} from './served-set.js';
import {specsOf, type ServeHost} from './serve-opening.js';

/**
 * Serves the project as it is, change by change, until the request's signal is aborted. What cannot be
 * opened is told, and the last state that could goes on.
 */
export async function followProject(host: ServeHost, request: FollowRequest): Promise<void> {
  const {options} = request;
  const broken = new AbortController();
  const signal = AbortSignal.any([request.signal, broken.signal]);
  const lanes = lanesOf({host, request, onBroken: (error) => broken.abort(error)});
  try {
    await using watch = await host.watch(options.functions ?? []);
    // What is served was read before anybody looked.
    for (let change = 1, paths: readonly string[] = []; ; change += 1) {
      await follow(host, request, {lanes, change, paths});
      paths = await watch.next(signal);
    }
  } catch (error) {
    if (request.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    told(request, null, `${reason}; what is saved from now on is not served`);
  } finally {
    await lanes.idle();
  }
}

/** A lane for each function that has changed: what hangs in one holds up no other. */
interface Lanes {
  /** Has a function looked at, unless the project has lost it since that change. */
  take(changed: ChangedFunction): Promise<void>;
  /** Calls off what is under way for functions that the project has no more since a change. */
  keep(names: ReadonlySet<string>, change: number): void;
  idle(): Promise<void>;
}

function lanesOf(tools: LaneTools): Lanes {
  const lanes = new Map<string, RenewalLane>();
  const gone: RenewalLane[] = [];
  /** Of each function of the project, the change since which it has had it all along. */
  const since = new Map<string, number>();
  return {
    async take(changed) {
      const {name} = changed.spec;
      if (changed.change < (since.get(name) ?? Infinity)) return;
      const lane = lanes.get(name) ?? renewalLane(tools, name);
      lanes.set(name, lane);
      await lane.take(changed);
    },
    keep(names, change) {
      for (const name of since.keys()) if (!names.has(name)) since.delete(name);
      for (const name of names) if (!since.has(name)) since.set(name, change);
      for (const [name, lane] of lanes) {
        if (names.has(name)) continue;
        lane.stop();
        lanes.delete(name);
        gone.push(lane);
      }
    },
    async idle() {
      await Promise.all([...gone, ...lanes.values()].map((lane) => lane.idle()));
    },
  };
}

interface Change {
  readonly lanes: Lanes;
  readonly change: number;
  readonly paths: readonly string[];
}

/** Resolves when what has changed is known; what it comes to is seen to in the lanes. */
async function follow(
  host: ServeHost,
  request: FollowRequest,
  {lanes, change, paths}: Change,
): Promise<void> {
  const {functions, options} = request;
  let project: Project;
  let specs: readonly FunctionSpec[];
  try {
    project = await host.project();
    specs = await specsOf(host, project, options.functions);
  } catch (error) {
    tell(request, null, error);
    return;
  }
  mended(request, null);
  const names = new Set(specs.map(({name}) => name));
  lanes.keep(names, change);
  for (const entry of functions.list().filter(({name}) => !names.has(name))) {
    functions.remove(entry);
    leave(request, entry);
    options.onChange?.({function: entry.name, change: 'removed', message: null});
  }
  const touched = specs.filter((spec) => isTouched(spec, paths));
  const others = specs.filter((spec) => !touched.includes(spec));
  const take = (some: readonly FunctionSpec[]): Promise<unknown> =>
    Promise.all(
      some.map((spec) => lanes.take({project, spec, change, isTouched: some === touched})),
    );
  // Those whose files have changed need not wait for a look at all the others.
  void take(touched).then(() => take(others));
}

/** Its events may run for long: what is saved meanwhile is served all the same. */
function leave({leaving, settled}: FollowRequest, entry: ServedEntry): void {
  const end = settled(entry)
    .then(() => entry.end())
    .finally(() => leaving.delete(end));
  leaving.add(end);
  // Whoever ends the whole hears of a failure.
  end.catch(() => undefined);
}
