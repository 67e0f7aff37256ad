import type {Sandbox, Warmth} from '../core/sandbox.js';
import {awaitHost} from '../core/hosting/await-host.js';
import {initFailureOf} from '../core/hosting/init-failure.js';
import type {HostedRuntime} from './hosted-runtime.js';
import {invokeThroughHost} from './invoke-through-host.js';
import {sandboxLost} from './sandbox-lost.js';
import type {HostedRequest, HostTools} from './sandbox-request.js';

/** A started runtime, what was asked for, and what the start took. */
export interface StartedRuntime {
  readonly request: HostedRequest;
  readonly runtime: HostedRuntime;
  readonly times: {readonly startMs: number; readonly readyMs: number};
}

/** How long a warm-up waits for an init: as long as an event would. */
const WARM_LIMIT_MS = 10_000;

/** The execution environment of a runtime that asks lambdock for work. */
export function hostedSandbox(
  tools: HostTools,
  {request, runtime, times}: StartedRuntime,
): Sandbox {
  const {host, end} = runtime;
  let events = 0;
  let hungMs: number | null = null;
  const warmth = (): Warmth =>
    host.initEndedAt !== null && host.step !== 'failed' ? 'initialised' : 'started';
  return {
    id: runtime.id,
    driver: 'runtime-api',
    ...times,
    gone: runtime.exited,
    get warmth() {
      return warmth();
    },
    get lingers() {
      return host.step === 'answered';
    },
    get initFailure() {
      return initFailureOf(runtime, hungMs);
    },
    async warm(signal) {
      const ms = Math.max(WARM_LIMIT_MS, request.timeoutMs);
      const wake = await awaitHost(runtime, () => host.initEndedAt !== null, {ms, signal});
      if (wake === 'aborted') signal?.throwIfAborted();
      if (wake === 'timed-out') hungMs = ms;
      return warmth();
    },
    async invoke(invocation, listeners) {
      // An init that has failed is told by the first event; any other end comes before it.
      const isFirst = events === 0;
      if (end.isOver && !(isFirst && warmth() === 'started')) {
        const lastLines = runtime.output.lastLines();
        throw sandboxLost({id: runtime.id, delivered: false, lastLines});
      }
      events += 1;
      const event = {invocation, coldStart: isFirst};
      return invokeThroughHost({tools, runtime, request}, event, listeners);
    },
    unref() {
      runtime.attachment.unref();
      runtime.listener.unref();
    },
    ...ending(tools, runtime),
  };
}

function ending(
  {engine}: HostTools,
  {id, listener, attachment, end, kill}: HostedRuntime,
): Pick<Sandbox, 'stop' | typeof Symbol.asyncDispose> {
  let isStopped = false;
  const close = (): void => {
    isStopped = true;
    attachment.close();
    listener.close();
  };
  return {
    async stop() {
      // Without extensions Lambda ends a runtime by SIGKILL too, and the engine removes the container.
      if (!isStopped && !end.isOver) {
        const killed = kill();
        await Promise.race([killed, attachment.ended]);
        killed.catch(() => undefined);
      }
      close();
      return {ended: Promise.resolve()};
    },
    async [Symbol.asyncDispose]() {
      if (isStopped) return;
      close();
      await engine.removeContainer(id);
    },
  };
}
