import type {Sandbox} from '../core/sandbox.js';
import {RIE_PORT} from '../core/rie.js';
import {outputSwitch} from './output-switch.js';
import {rieSandbox} from './rie-sandbox.js';
import {addressesOf} from './rie-route.js';
import type {SandboxRequest, SandboxTools} from './sandbox-request.js';

/**
 * Takes up a container with the emulator inside that another process has started and let go of, and
 * that has answered an event before. Null when it does not run. Which clock the engine goes by was
 * seen by who started it.
 */
export async function adoptRieSandbox(
  tools: SandboxTools,
  request: SandboxRequest,
  {id, clockAhead}: {readonly id: string; readonly clockAhead: number},
): Promise<Sandbox | null> {
  const {engine, now} = tools;
  const began = now();
  const output = outputSwitch();
  const attaching = engine.attachContainer(id, output.sink).catch(() => null);
  const inspecting = engine.inspectContainer(id).catch(async (error: unknown) => {
    (await attaching)?.close();
    throw error;
  });
  const [facts, attachment] = await Promise.all([inspecting, attaching]);
  const route = facts?.ports[RIE_PORT] === undefined ? 'direct' : 'published';
  const [address] = addressesOf(engine, facts, route);
  if (attachment === null || facts?.state !== 'running' || address === undefined) {
    attachment?.close();
    return null;
  }
  const container = {id, address, clockAhead, output, attachment};
  const times = {startMs: 0, readyMs: now() - began};
  return rieSandbox(tools, {request, container, times, events: 1});
}
