import {LambdockError} from '../errors/lambdock-error.js';
import type {Sandbox} from '../core/sandbox.js';
import type {ContainerFacts, NetworkFacts} from '../docker/engine.js';
import type {OutputPipes} from '../files/output-pipes.js';
import type {RuntimeListener} from '../net/runtime-api-server.js';
import {driverUnavailable, hostAddress, listenError} from './host-address.js';
import type {ContainerEnd, HostedRuntime} from './hosted-runtime.js';
import {hostedSandbox} from './hosted-sandbox.js';
import {pipedEntry} from '../core/hosted-entry.js';
import {runtimeHost, type RuntimeHost} from '../core/hosting/runtime-host.js';
import {createPiped, withPipes} from './piped-container.js';
import {runtimeOutput, type RuntimeOutput} from './runtime-output.js';
import {awaitEnd} from './await-end.js';
import type {HostedRequest, HostTools} from './sandbox-request.js';

const EXTENSIONS = '/opt/extensions';

/** The host of a runtime, listening before there is a container. */
interface Hosting {
  readonly address: string;
  readonly host: RuntimeHost;
  readonly listener: RuntimeListener;
  readonly contact: {seen: boolean};
  /** Says who may connect. */
  admit(peer: string): void;
}

/**
 * Opens a listener for one runtime and starts its container, which asks there for work. Nothing is
 * waited for: the runtime initialises by itself. Rejects with IMAGE_NOT_FOUND when the image is not
 * in the engine, with DRIVER_UNAVAILABLE where this driver cannot work.
 */
export async function startHostedSandbox(
  tools: HostTools,
  request: HostedRequest,
  signal?: AbortSignal,
): Promise<Sandbox> {
  const began = tools.now();
  const output = runtimeOutput(tools.now);
  const piping = request.isPiped ? tools.openPipes(output.exactSink) : null;
  piping?.catch(() => undefined);
  const hosting = await hostingIn(tools, request).catch(async (error: unknown) => {
    (await piping?.catch(() => null))?.close();
    throw error;
  });
  try {
    const created = await createContainer(tools, {request, output, opened: await piping}, hosting);
    try {
      signal?.throwIfAborted();
      await refuseExtensions(tools, request, created.id);
      const runtime = await startContainer(tools, created, hosting);
      signal?.throwIfAborted();
      const startMs = tools.now() - began;
      return hostedSandbox(tools, {request, runtime, times: {startMs, readyMs: 0}});
    } catch (error) {
      created.pipes?.close();
      await tools.engine.removeContainer(created.id);
      throw error;
    }
  } catch (error) {
    hosting.listener.close();
    throw error;
  }
}

async function hostingIn(
  tools: HostTools,
  {closedIn, container: {network = 'bridge'}}: HostedRequest,
): Promise<Hosting> {
  const open = async (seen: NetworkFacts | null): Promise<Hosting> =>
    openHosting(tools, await hostAddress(tools, network, seen));
  const seen = (await closedIn?.ready()) ?? null;
  // It may have been pruned and made again since, with another address.
  return seen === null ? open(null) : open(seen).catch(() => open(null));
}

async function openHosting(tools: HostTools, address: string): Promise<Hosting> {
  const host = runtimeHost(tools.now);
  const contact = {seen: false};
  let admit: (peer: string) => void = () => undefined;
  const peer = new Promise<string>((resolve) => {
    admit = resolve;
  });
  try {
    const listener = await tools.listen({
      address,
      peer,
      onRequest: (request) => {
        host.handle(request);
      },
      onConnection: () => {
        contact.seen = true;
      },
    });
    return {address, host, listener, contact, admit};
  } catch (error) {
    throw listenError(error, address);
  }
}

interface CreatedContainer {
  readonly id: string;
  readonly output: RuntimeOutput;
  readonly pipes: OutputPipes | null;
}

async function createContainer(
  {engine}: HostTools,
  {
    request: {container},
    output,
    opened,
  }: {
    readonly request: HostedRequest;
    readonly output: RuntimeOutput;
    readonly opened: OutputPipes | null;
  },
  {address, listener}: Hosting,
): Promise<CreatedContainer> {
  const request = {
    ...container,
    env: [...(container.env ?? []), `AWS_LAMBDA_RUNTIME_API=${address}:${listener.port}`],
    autoRemove: true,
    init: true,
  };
  const {created, pipes} = await createPiped(engine, request, {pipes: opened, entry: pipedEntry});
  if (created !== null) return {id: created.id, output, pipes};
  pipes?.close();
  throw new LambdockError('DOCKER_FAILED', {
    message: `A container named ${container.name ?? ''} exists already.`,
  });
}

/** Nothing but the emulator starts extensions: a function without them is not the same. */
async function refuseExtensions(
  {engine}: HostTools,
  {mayHaveExtensions, functionName}: HostedRequest,
  id: string,
): Promise<void> {
  if (!mayHaveExtensions || !(await engine.hasPath(id, EXTENSIONS))) return;
  throw driverUnavailable(
    `function ${functionName} has extensions (${EXTENSIONS}), which only the emulator runs; --no-extensions goes without them`,
    {function: functionName},
  );
}

async function startContainer(
  {engine, meanwhile, now}: HostTools,
  {id, output, pipes}: CreatedContainer,
  hosting: Hosting,
): Promise<HostedRuntime> {
  const end: ContainerEnd = {
    isOver: false,
    exitCode: null,
    isUnseen: false,
    onEnd: () => undefined,
  };
  const exited = awaitEnd(engine, id).then((code) => {
    end.isOver = true;
    end.exitCode = code;
    end.isUnseen = code === null;
    hosting.listener.close();
    end.onEnd();
  });
  const attachment = withPipes(await engine.attachContainer(id, output.sink), pipes);
  try {
    const starting = engine.startContainer(id);
    setImmediate(meanwhile);
    await starting;
    const startedAt = now();
    pipes?.unlink();
    const facts = await engine.inspectContainer(id);
    const ownAddress = addressOf(facts);
    hosting.admit(ownAddress);
    const started = startOf(facts, startedAt);
    return {
      ...hosting,
      id,
      ownAddress,
      output,
      pipes,
      attachment,
      kill: once(() => engine.killContainer(id)),
      exited,
      end,
      startedAt: started,
    };
  } catch (error) {
    attachment.close();
    throw error;
  }
}

/** The first call's work, however often it is asked for; what failed is tried anew. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = null;
      throw error;
    }));
}

/** A container that has ended already has no address: nobody is let in, and its end tells the rest. */
const addressOf = (facts: ContainerFacts | null): string =>
  Object.values(facts?.addresses ?? {})[0] ?? '';

/** The engine's clock is this machine's, and it knows better when the program began. */
function startOf(facts: ContainerFacts | null, fallback: number): number {
  const at = Date.parse(facts?.startedAt ?? '');
  return Number.isNaN(at) || at > fallback ? fallback : at;
}
