import {LambdockError} from '../errors/lambdock-error.js';
import {RIE_PORT} from '../core/rie.js';
import type {RieContainer} from './rie-container.js';
import {invokeThroughRie} from './invoke-through-rie.js';
import {outputSwitch, type OutputSwitch} from './output-switch.js';
import type {Sandbox, SandboxRequest, SandboxTools} from './sandbox.js';

/** How long a started container may take until the emulator listens. */
const READY_LIMIT_MS = 30_000;
const PROBE_PAUSE_MS = 3;

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
  const {engine, now} = tools;
  const began = now();
  const created = await engine.createContainer({
    ...request.container,
    publish: [{containerPort: RIE_PORT}, ...(request.container.publish ?? [])],
    autoRemove: true,
  });
  if (created === null) throw nameTaken(request);
  try {
    signal?.throwIfAborted();
    const container = await startContainer(tools, created.id);
    const started = now();
    await untilListening(tools, container, signal).catch((error: unknown) => {
      container.attachment.close();
      throw error;
    });
    const times = {startMs: started - began, readyMs: now() - started};
    return sandboxOf(tools, {request, container, times});
  } catch (error) {
    await engine.removeContainer(created.id);
    throw error;
  }
}

async function startContainer(tools: SandboxTools, id: string): Promise<RieContainer> {
  const {engine, meanwhile, now} = tools;
  const output = outputSwitch();
  const attachment = await engine.attachContainer(id, output.sink);
  try {
    const starting = engine.startContainer(id);
    setImmediate(meanwhile);
    await starting;
    const startedAt = now();
    const facts = await engine.inspectContainer(id);
    const port = facts?.ports[RIE_PORT];
    if (port === undefined) throw notReady(output, 'it ended at once, or publishes no port');
    const clockAhead = clockDifference(facts?.startedAt ?? null, startedAt);
    const address = {host: engine.endpoint.publishedHost, port};
    return {id, address, clockAhead, output, attachment};
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

async function untilListening(
  tools: SandboxTools,
  {address, output, attachment, id}: RieContainer,
  signal?: AbortSignal,
): Promise<void> {
  const limit = AbortSignal.timeout(READY_LIMIT_MS);
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const end = {seen: false};
  void attachment.ended.then(() => {
    end.seen = true;
  });
  for (;;) {
    if (await tools.rie.listens(address, either).catch(() => false)) return;
    signal?.throwIfAborted();
    if (limit.aborted) throw notReady(output, `nothing listens at ${address.host}:${address.port}`);
    if (end.seen) {
      const facts = await tools.engine.inspectContainer(id);
      throw notReady(output, `it ended with exit code ${facts?.exitCode ?? 'unknown'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PROBE_PAUSE_MS));
  }
}

function sandboxOf(
  tools: SandboxTools,
  parts: {
    request: SandboxRequest;
    container: RieContainer;
    times: {startMs: number; readyMs: number};
  },
): Sandbox {
  const {container, request, times} = parts;
  let isStopped = false;
  return {
    id: container.id,
    ...times,
    invoke: (invocation, listeners) =>
      invokeThroughRie({tools, container, request}, invocation, listeners),
    async stop() {
      // The emulator ends at SIGTERM within 0.1 s and the engine removes the container by itself: a
      // forced removal would keep the caller waiting for twice that.
      if (!isStopped) await tools.engine.signalContainer(container.id, 'SIGTERM');
      isStopped = true;
      container.attachment.close();
    },
    async [Symbol.asyncDispose]() {
      if (isStopped) return;
      isStopped = true;
      container.attachment.close();
      await tools.engine.removeContainer(container.id);
    },
  };
}

const nameTaken = ({container}: SandboxRequest): LambdockError =>
  new LambdockError('DOCKER_FAILED', {
    message: `A container named ${container.name ?? ''} exists already.`,
  });

const notReady = (output: OutputSwitch, why: string): LambdockError =>
  new LambdockError('SANDBOX_NOT_READY', {
    message: [`The container did not become ready: ${why}.`, ...output.lastLines()].join('\n  '),
    details: {lastLines: output.lastLines()},
  });
