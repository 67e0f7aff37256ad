import {LambdockError} from '../errors/lambdock-error.js';
import {pipedEmulator, pipedEntry} from '../core/hosted-entry.js';
import {RIE_PORT} from '../core/rie.js';
import type {Sandbox} from '../core/sandbox.js';
import type {ContainerRequest} from '../docker/engine.js';
import type {OutputPipes} from '../files/output-pipes.js';
import type {RieAddress} from '../net/rie-client.js';
import type {RieContainer} from './rie-container.js';
import {rieSandbox} from './rie-sandbox.js';
import {notIsolated} from './closed-network.js';
import {addressesOf, listensAt, RouteLost, type Route} from './rie-route.js';
import {outputSwitch, type OutputSwitch} from './output-switch.js';
import {createPiped, withPipes} from './piped-container.js';
import type {SandboxRequest, SandboxTools} from './sandbox-request.js';

/** How long a started container may take until the emulator listens. */
const READY_LIMIT_MS = 30_000;
const PROBE_PAUSE_MS = 3;
const EMULATOR = {containerPort: RIE_PORT};
/** How often the second address is tried as well. */
const NEXT_EVERY = 20;

/**
 * Starts a container with the emulator inside and waits until it listens: without an invocation, so
 * nothing of the function has run. What a failed start made is removed. Rejects with
 * IMAGE_NOT_FOUND when the image is not in the engine.
 */
export async function startRieSandbox(
  tools: SandboxTools,
  request: SandboxRequest,
  signal?: AbortSignal,
): Promise<Sandbox> {
  const network = request.container.network ?? 'bridge';
  if (request.closedIn !== undefined) return startClosedIn(tools, request, signal);
  if (tools.routes.isDirect(network)) {
    try {
      return await startOn('direct', tools, {request, signal});
    } catch (error) {
      if (!(error instanceof RouteLost)) throw error;
      tools.routes.remember(network, false);
    }
  }
  const sandbox = await startOn('published', tools, {request, signal});
  void learnRoute(tools, {network, id: sandbox.id, signal});
  return sandbox;
}

/** Where the network leads nowhere, the container's own address is the only way in. */
async function startClosedIn(
  tools: SandboxTools,
  request: SandboxRequest,
  signal: AbortSignal | undefined,
): Promise<Sandbox> {
  for (let left = CLOSED_TRIES - 1; ; left -= 1) {
    try {
      return await startOn('direct', tools, {request, signal});
    } catch (error) {
      if (!(error instanceof RouteLost)) throw error;
      if (left === 0) throw notIsolated(error.message);
    }
  }
}

/** A busy machine may be silent for as long as an address that leads nowhere is. */
const CLOSED_TRIES = 3;

async function startOn(
  route: Route,
  tools: SandboxTools,
  {request, signal}: {request: SandboxRequest; signal: AbortSignal | undefined},
): Promise<Sandbox> {
  const {engine, now} = tools;
  const began = now();
  const output = outputSwitch();
  // A container whose own address is reached runs on this machine's kernel, as pipes must.
  const isPiped = request.isPiped && route === 'direct';
  const opened = isPiped ? await tools.openPipes(output.sink) : null;
  await untilNetworked(request, opened);
  // The emulator would hand its variable to extensions.
  const entry = request.mayHaveExtensions ? pipedEntry : pipedEmulator;
  const container = containerFor(route, request);
  const {created, pipes} = await createPiped(engine, container, {pipes: opened, entry});
  if (created === null) {
    pipes?.close();
    throw nameTaken(request);
  }
  try {
    signal?.throwIfAborted();
    const started = await startContainer(tools, {id: created.id, output, pipes}, route);
    const startedAt = now();
    const address = await untilListening(tools, {started, route, signal}).catch(
      (error: unknown) => {
        started.attachment.close();
        throw error;
      },
    );
    const times = {startMs: startedAt - began, readyMs: now() - startedAt};
    return rieSandbox(tools, {request, container: {...started, address}, times});
  } catch (error) {
    pipes?.close();
    await engine.removeContainer(created.id);
    throw error;
  }
}

/** Its pipes are opened while the engine makes the network. */
async function untilNetworked(
  {closedIn}: SandboxRequest,
  pipes: OutputPipes | null,
): Promise<void> {
  try {
    await closedIn?.ready();
  } catch (error) {
    pipes?.close();
    throw error;
  }
}

const containerFor = (route: Route, {container}: SandboxRequest): ContainerRequest => ({
  ...container,
  publish: [...(container.publish ?? []), ...(route === 'direct' ? [] : [EMULATOR])],
  autoRemove: true,
});

/** Whether the next start can do without a published port. */
async function learnRoute(
  {engine, rie, routes}: SandboxTools,
  {network, id, signal}: {network: string; id: string; signal: AbortSignal | undefined},
): Promise<void> {
  try {
    const facts = await engine.inspectContainer(id);
    const [, address] = addressesOf(engine, facts, 'published');
    if (address === undefined) return;
    const probe = {rie, address, signal: signal ?? new AbortController().signal};
    if (await listensAt(probe, 'direct')) routes.remember(network, true);
  } catch {
    // It is not reached so: the port stays published.
  }
}

/** A started container, and where the emulator may be reached. */
interface Started extends Omit<RieContainer, 'address'> {
  readonly addresses: readonly RieAddress[];
}

interface CreatedContainer {
  readonly id: string;
  readonly output: OutputSwitch;
  readonly pipes: OutputPipes | null;
}

async function startContainer(
  tools: SandboxTools,
  {id, output, pipes}: CreatedContainer,
  route: Route,
): Promise<Started> {
  const {engine, meanwhile, now} = tools;
  const attachment = withPipes(await engine.attachContainer(id, output.sink), pipes);
  try {
    const starting = engine.startContainer(id);
    setImmediate(meanwhile);
    await starting;
    const startedAt = now();
    pipes?.unlink();
    const facts = await engine.inspectContainer(id);
    const addresses = addressesOf(engine, facts, route);
    if (addresses.length === 0)
      throw notReady({id, output}, 'it ended at once, or publishes no port');
    const clockAhead = clockDifference(facts?.startedAt ?? null, startedAt);
    return {id, addresses, clockAhead, output, attachment};
  } catch (error) {
    attachment.close();
    throw error;
  }
}

/** Below this a difference is the time that a start takes, not the clocks'. */
const SAME_CLOCK_MS = 2_000;

function clockDifference(theirs: string | null, ours: number): number {
  const ahead = theirs === null ? 0 : Date.parse(theirs) - ours;
  return Math.abs(ahead) < SAME_CLOCK_MS ? 0 : ahead;
}

interface Waiting {
  readonly started: Started;
  readonly route: Route;
  readonly signal: AbortSignal | undefined;
}

/** Resolves with the address at which the emulator answers. */
async function untilListening(
  {rie, engine}: SandboxTools,
  {started, route, signal}: Waiting,
): Promise<RieAddress> {
  const {addresses, attachment, id} = started;
  const limit = AbortSignal.timeout(READY_LIMIT_MS);
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const end = {seen: false};
  void attachment.ended.then(() => {
    end.seen = true;
  });
  for (let tries = 1; ; tries += 1) {
    for (const address of tries % NEXT_EVERY === 0 ? addresses : addresses.slice(0, 1)) {
      if (!(await listensAt({rie, address, signal: either}, route))) continue;
      // Who answers may be the next to have the address, when this one has ended.
      await new Promise((resolve) => setImmediate(resolve));
      if (!end.seen) return address;
    }
    signal?.throwIfAborted();
    if (limit.aborted) {
      throw notReady(started, `nothing listens at ${addresses.map(textOf).join(' or ')}`);
    }
    if (end.seen) {
      const facts = await engine.inspectContainer(id);
      throw notReady(started, `it ended with exit code ${facts?.exitCode ?? 'unknown'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PROBE_PAUSE_MS));
  }
}

const textOf = ({host, port}: RieAddress): string => `${host}:${port}`;

const nameTaken = ({container}: SandboxRequest): LambdockError =>
  new LambdockError('DOCKER_FAILED', {
    message: `A container named ${container.name ?? ''} exists already.`,
  });

const notReady = ({id, output}: Pick<RieContainer, 'id' | 'output'>, why: string): LambdockError =>
  new LambdockError('SANDBOX_NOT_READY', {
    message: [`The container did not become ready: ${why}.`, ...output.lastLines()].join('\n  '),
    details: {container: id, lastLines: output.lastLines()},
  });
