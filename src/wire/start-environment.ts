import type {Driver} from '../core/driver.js';
import {arnInAws} from '../core/function-in-aws.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import {isOfAws, mayBringExtensions} from '../core/may-bring-extensions.js';
import type {ContextOverrides} from '../core/options.js';
import type {Sandbox} from '../core/sandbox.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {hostVariables} from '../config/host-variables.js';
import type {ContainerRequest, Labels} from '../docker/engine.js';
import {cacheFolder} from '../files/cache-folder.js';
import {routeMemory} from '../files/route-memory.js';
import type {ImageIdentity} from '../image/identify-image.js';
import {rieClient} from '../net/rie-client.js';
import type {HostedRequest, SandboxTools} from '../sandbox/sandbox-request.js';
import {startRieSandbox} from '../sandbox/start-rie-sandbox.js';
import {fileSystemWarnings} from '../core/function-mounts.js';
import {containerRequestOf, mountsOf} from './container-request.js';
import {driverOf} from './driver.js';
import {environmentOf, type FunctionEnvironment} from './environment.js';
import {startError} from './foreign-machine.js';
import {identify, makeImage, tellWarnings, type Identified} from './images.js';
import type {Inspection} from './inspection.js';
import type {startHosted as StartHosted} from './start-hosted.js';
import type {Session} from './session.js';

/** A function whose execution environment is wanted. */
export interface EnvironmentTarget {
  readonly project: Project;
  readonly spec: FunctionSpec;
  readonly context?: ContextOverrides | undefined;
  readonly inspection?: Inspection | null;
  /** Whether its container is left for the next process, which only the emulator's can be. */
  readonly keepsWarm?: boolean;
  /** Over those that every container has. */
  readonly labels?: Labels;
}

/** All that is known of an execution environment before it is started; any number may be. */
export interface Prepared {
  readonly target: EnvironmentTarget;
  readonly image: Identified;
  readonly driver: Driver;
  readonly environment: FunctionEnvironment;
}

/** A started execution environment and what it took. */
export interface StartedEnvironment {
  readonly sandbox: Sandbox;
  readonly identity: ImageIdentity;
  /** 0 when the image was there. */
  readonly buildMs: number;
}

/**
 * Resolves image and environment; nothing is started, and no warning told: a build may find another
 * base image, or why there is none.
 */
export async function prepareEnvironment(
  session: Session,
  target: EnvironmentTarget,
  signal: AbortSignal,
): Promise<Prepared> {
  const {project, spec, inspection, keepsWarm = false} = target;
  const context = inspection?.context ?? target.context;
  const inspected = (inspection ?? null) !== null;
  const driver = driverOf(session.options, {project, context, inspected, keepsWarm});
  if (keepsWarm && project.driver === 'runtime-api') session.warn(KEPT_BY_RIE);
  const [image, environment] = await Promise.all([
    identify(session, target, signal),
    environmentOf(session, {project, spec, context, driver}),
  ]);
  return {target, image, driver, environment};
}

const KEPT_BY_RIE =
  '--keep-warm uses the driver rie: a container of the project’s runtime-api cannot outlive this process';

/** The same image in another environment: for another context, or with other variables. */
export async function inOtherEnvironment(
  session: Session,
  {image, target: {project}}: Prepared,
  {spec, context}: Pick<EnvironmentTarget, 'spec' | 'context'>,
): Promise<Prepared> {
  const target = {project, spec, context};
  const driver = driverOf(session.options, {project, context, inspected: false});
  const environment = await environmentOf(session, {...target, driver});
  return {target, image, driver, environment};
}

/** How often an image that is gone again is made. */
const TRIES = 4;

/**
 * The usual case asks the engine for nothing but the container; only a missing image is built. Tells
 * what is to be said of the image that it became.
 */
export async function startEnvironment(
  session: Session,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<StartedEnvironment> {
  const {target} = prepared;
  const missing = fileSystemWarnings(target.spec, mountsOf(target, session.options));
  for (const warning of missing) session.warn(warning);
  let found = prepared.image;
  let buildMs = 0;
  for (let left = TRIES; ; left -= 1) {
    try {
      const {identity} = found;
      const sandbox = await startOnce(session, {prepared, identity, signal});
      tellWarnings(session, identity);
      return {sandbox, identity, buildMs};
    } catch (error) {
      const lost = left === 0 ? null : lostThing(error, session);
      if (lost === null) {
        tellWarnings(session, found.identity);
        throw error;
      }
      if (lost === 'network') {
        session.closedIn?.forget();
        continue;
      }
    }
    // Another lambdock may take an image of other code for superseded before it is used.
    const began = performance.now();
    found = await makeImage(session, found, {signal});
    buildMs += performance.now() - began;
  }
}

/** What another lambdock has pruned, and is made again; null when that is not why a start failed. */
function lostThing(error: unknown, {closedIn}: Session): 'image' | 'network' | null {
  if (!isLambdockError(error)) return null;
  if (error.code === 'IMAGE_NOT_FOUND') return 'image';
  return error.code === 'NETWORK_NOT_FOUND' && closedIn !== undefined ? 'network' : null;
}

interface StartRequest {
  readonly prepared: Prepared;
  readonly identity: ImageIdentity;
  readonly signal: AbortSignal;
}

async function startOnce(
  session: Session,
  {prepared, identity, signal}: StartRequest,
): Promise<Sandbox> {
  const {spec, inspection} = prepared.target;
  const tools = await toolsOf(session);
  try {
    const request = sandboxRequestOf(session, prepared, identity);
    return await (prepared.driver === 'rie'
      ? startRieSandbox(tools, request, signal)
      : startHosted(tools, request, signal));
  } catch (error) {
    const explained = (await inspection?.explain(error)) ?? error;
    const {engine} = tools;
    throw await startError(explained, {engine, spec, image: identity.base.name});
  }
}

/** What drivers work with. */
export async function toolsOf(session: Session): Promise<SandboxTools> {
  const engine = await session.engine();
  const cache = cacheFolder(hostVariables());
  return {
    engine,
    rie: rieClient,
    routes: routeMemory({cacheFolder: cache, endpoint: engine.endpoint.url}),
    meanwhile: () => session.sweep(),
    now: preciseNow,
    openPipes: async (sink) => (await import('../files/output-pipes.js')).openOutputPipes(sink),
  };
}

/** Loaded only when it is asked for. */
const startHosted: typeof StartHosted = async (tools, request, signal) =>
  (await import('./start-hosted.js')).startHosted(tools, request, signal);

/** Milliseconds since the epoch, with fractions. */
const preciseNow = (): number => ORIGIN + performance.now();

const ORIGIN = performance.timeOrigin;

/** What a driver is asked to start. */
export function sandboxRequestOf(
  session: Session,
  {target, driver, environment}: Prepared,
  identity: ImageIdentity,
): HostedRequest {
  const {spec, context, inspection} = target;
  const plain = plainContainer(session, {target, driver, environment, identity});
  return {
    container: inspection?.container(plain, identity.facts.env) ?? {
      ...plain,
      labels: {...plain.labels, ...target.labels},
    },
    version: context?.functionVersion ?? '$LATEST',
    functionName: spec.name,
    functionArn: arnInAws(spec, {region: environment.region, context}),
    mayHaveExtensions:
      session.options.extensions !== false &&
      mayBringExtensions(spec, mountsOf(target, session.options)),
    // An emulator that ends after one event is heard to the end: that is soon.
    isPiped:
      (session.options.pool !== false || driver === 'runtime-api') &&
      (inspection ?? null) === null &&
      isOfAws(spec),
    timeoutMs: environment.timeoutMs,
    memoryLimitMb: spec.memoryMb,
    ...(session.closedIn !== undefined && {closedIn: session.closedIn}),
  };
}

const plainContainer = (
  session: Session,
  {
    target: {project, spec},
    driver,
    environment,
    identity,
  }: Pick<Prepared, 'target' | 'driver' | 'environment'> & {readonly identity: ImageIdentity},
): ContainerRequest =>
  containerRequestOf(
    {
      project,
      spec,
      image: identity.reference,
      base: {...identity.facts, emulator: identity.emulator.path},
      env: environment.variables(identity.facts.env),
      timeoutMs: environment.timeoutMs,
      driver,
      owner: session.ownership.self,
      now: Date.now(),
    },
    session.options,
  );
