import type {Sandbox, Warmth} from '../core/sandbox.js';
import {invokeThroughRie} from './invoke-through-rie.js';
import type {RieContainer} from './rie-container.js';
import {isStillThere} from './rie-route.js';
import {sandboxLost} from './sandbox-lost.js';
import type {SandboxRequest, SandboxTools} from './sandbox-request.js';
import {lastLines, untilEnd} from './shutdown.js';

/** A started container, what was asked for, and what the start took. */
export interface StartedRie {
  readonly request: SandboxRequest;
  readonly container: RieContainer;
  readonly times: {readonly startMs: number; readonly readyMs: number};
  /** How many events it has had: none, unless another process started it. */
  readonly events?: number;
}

/** The execution environment in a container whose emulator listens. */
export function rieSandbox(tools: SandboxTools, started: StartedRie): Sandbox {
  const {request, container, times, events = 0} = started;
  // Whom another process started has not been heard by this one.
  const state = {isGone: false, isAwaited: false, events, wasHeard: events === 0};
  void container.attachment.ended.then(() => {
    state.isGone = true;
  });
  // The emulator starts the runtime at the first event, and not before.
  const warmth = (): Warmth => (state.events === 0 ? 'started' : 'initialised');
  return {
    id: container.id,
    driver: 'rie',
    ...times,
    gone: container.attachment.ended,
    // The emulator tells of it when the next event has waited.
    lingers: false,
    get warmth() {
      return warmth();
    },
    initFailure: null,
    warm: async () => warmth(),
    async invoke(invocation, listeners) {
      if (state.isGone || (state.wasHeard && !(await isStillThere(tools, container)))) {
        const lines = container.output.lastLines();
        throw sandboxLost({id: container.id, delivered: false, lastLines: lines});
      }
      state.wasHeard = true;
      const coldStart = state.events === 0;
      state.events += 1;
      const seen = await invokeThroughRie({tools, container, request}, invocation, listeners);
      state.isAwaited ||= seen.awaitsShutdown;
      return {...seen, coldStart};
    },
    unref() {
      container.attachment.unref();
    },
    leave() {
      container.attachment.close();
      return {clockAhead: container.clockAhead};
    },
    ...ending(tools, container, () => state.isAwaited),
  };
}

function ending(
  tools: SandboxTools,
  container: RieContainer,
  isAwaited: () => boolean,
): Pick<Sandbox, 'stop' | typeof Symbol.asyncDispose> {
  let isStopped = false;
  return {
    async stop(listeners = {}) {
      // The emulator ends at SIGTERM within 0.1 s and the engine removes the container by itself: a
      // forced removal would keep the caller waiting for twice that.
      const follows = isAwaited() && !isStopped;
      if (follows) container.output.direct(lastLines(listeners));
      if (!isStopped) await tools.engine.signalContainer(container.id, 'SIGTERM');
      const ended = follows ? untilEnd(tools, container, listeners) : Promise.resolve();
      isStopped = true;
      if (!follows) container.attachment.close();
      return {ended};
    },
    async [Symbol.asyncDispose]() {
      if (isStopped) return;
      isStopped = true;
      container.attachment.close();
      await tools.engine.removeContainer(container.id);
    },
  };
}
