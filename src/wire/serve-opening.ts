import type {EventInvokeConfig} from '../core/event-invoke.js';
import {eventInvokeOf, knownFunctions, type ListedFunction} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import {SERVE_DEFAULTS, type ServeOptions} from '../core/serve-options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {driverOf} from './driver.js';
import type {OpenFunction, ProjectWatch} from './lambdock-types.js';
import {beginCourse, type CourseRequest, type InitCourse} from './init-course.js';
import {functionOf, listFunctions} from './project.js';
import {servedEntry, type ServedEntry, type Serving} from './served-set.js';
import type {Session} from './session.js';

/** What serving works with. */
export interface ServeHost {
  readonly session: Session;
  readonly project: () => Promise<Project>;
  readonly open: Open;
  readonly watch: (functions: readonly string[]) => Promise<ProjectWatch>;
}

type Open = (project: Project, name: string, signal: AbortSignal) => Promise<OpenFunction>;

/** A function as its project has it now. */
export interface FoundFunction {
  readonly project: Project;
  readonly spec: FunctionSpec;
  readonly eventInvoke?: EventInvokeConfig | undefined;
}

/** How functions are opened to be served. */
export interface OpeningRequest {
  readonly options: ServeOptions;
  readonly region: string;
  readonly signal: AbortSignal;
}

/** Functions that are opened in the background. */
interface Opening {
  readonly entries: readonly ServedEntry[];
  readonly opened: readonly Promise<OpenFunction>[];
  /** All at once: the engine starts as many at a time as its cores allow. Until then nothing is. */
  readonly start: () => void;
}

/** Serves functions from before they are opened. */
export function opening(
  host: ServeHost,
  found: readonly FoundFunction[],
  request: OpeningRequest,
): Opening {
  let start: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  const {region} = request;
  const servings = found.map((one) => {
    const work = started.then(() => openWarm(host, one, request));
    const opened = work.then(({open}) => open);
    const inits = work.then((found) => found.inits);
    for (const part of [opened, inits]) part.catch(() => undefined);
    return servingOf(host, one, {region, opened, inits});
  });
  return {
    entries: servings.map(servedEntry),
    opened: servings.map(({opened}) => opened),
    start: () => start(),
  };
}

/** The functions to serve: those that are named, or all whose settings are known. */
export async function specsOf(
  {session}: ServeHost,
  project: Project,
  names: readonly string[] = [],
): Promise<readonly FunctionSpec[]> {
  const specs =
    names.length > 0
      ? await Promise.all(names.map((name) => functionOf(project, name, session.options)))
      : knownFunctions(await listFunctions(project, session.options), (message) =>
          session.warn(message),
        );
  return [...new Map(specs.map((spec) => [spec.name, spec])).values()];
}

/** Functions with what their project says of events that nobody waits for. */
export const withEventInvoke = (
  project: Project,
  specs: readonly FunctionSpec[],
): Promise<readonly FoundFunction[]> =>
  Promise.all(
    specs.map(async (spec) => ({
      project,
      spec,
      eventInvoke: await eventInvokeOf(project, spec.name),
    })),
  );

/** A limit that the first environments alone would break is a mistake. */
export function checkRoom(
  {options: {pool}}: Session,
  count: number,
  {warm = SERVE_DEFAULTS.warm}: ServeOptions,
): void {
  const {max, perFunction} = pool === false ? {} : (pool ?? {});
  if (perFunction !== undefined && warm > perFunction) {
    throw new LambdockError('USAGE', {
      message: `${warm} warm execution environments of each function are more than the ${perFunction} that it may have`,
      suggestions: [`--concurrency ${warm}`, `--warm ${perFunction}`],
      details: {warm, most: perFunction},
    });
  }
  if (max === undefined || count * warm <= max) return;
  throw new LambdockError('USAGE', {
    message: `${count} functions with ${warm} warm execution environments each are more than ${max} in all`,
    suggestions: [`--max-environments ${count * warm}`, '--warm 0'],
    details: {functions: count, warm, max},
  });
}

/** What is served of a function, once it is opened. */
export const servingOf = (
  {session}: ServeHost,
  {project, spec, eventInvoke}: FoundFunction,
  {region, opened, inits}: Pick<Serving, 'region' | 'opened' | 'inits'>,
): Serving => ({
  spec,
  aliases: aliasesOf(project, spec),
  region,
  driver: driverOf(session.options, {project, context: undefined, inspected: false}),
  ...(eventInvoke !== undefined && {eventInvoke}),
  opened,
  ...(inits !== undefined && {inits}),
});

/** Who hears how the inits of a served function go. */
export const courseOf = (
  {session}: Pick<ServeHost, 'session'>,
  {name}: Pick<FunctionSpec, 'name'>,
  {options: {warm = SERVE_DEFAULTS.warm, onChange}}: Pick<OpeningRequest, 'options'>,
): CourseRequest => ({
  name,
  warm,
  // A cause that comes back after another one is told again.
  onFailure: (message) => session.options.onWarning?.(message),
  onRecovery: () => onChange?.({function: name, change: 'initialised', message: null}),
});

const aliasesOf = (project: Project, {name}: FunctionSpec): ListedFunction['aliases'] =>
  project.functions.find((entry) => entry.name === name)?.aliases ?? [];

/** Opened and warm. */
async function openWarm(
  host: ServeHost,
  {project, spec}: FoundFunction,
  request: OpeningRequest,
): Promise<{readonly open: OpenFunction; readonly inits: InitCourse}> {
  const {signal} = request;
  const opened = await host.open(project, spec.name, signal);
  try {
    const inits = await beginCourse(opened, courseOf(host, spec, request), signal);
    inits.follow();
    return {open: opened, inits};
  } catch (error) {
    await opened.dispose();
    throw error;
  }
}
