import type {Sandbox} from '../core/sandbox.js';
import {RIE_PORT} from '../core/rie.js';
import {outputSwitch} from './output-switch.js';
import {rieSandbox} from './rie-sandbox.js';
import {addressesOf} from './rie-route.js';
import type {SandboxRequest, SandboxTools} from './sandbox-request.js';

/**
 * Takes up a container with the emulator inside that another process has started and let go of, and
 * that has answered an event before. Null when it does not run.
 */
export async function adoptRieSandbox(
  tools: SandboxTools,
  request: SandboxRequest,
  id: string,
): Promise<Sandbox | null> {
  const {engine, now} = tools;
  const began = now();
  const output = outputSwitch();
  const [facts, attachment] = await Promise.all([
    engine.inspectContainer(id),
    engine.attachContainer(id, output.sink).catch(() => null),
  ]);
  const route = facts?.ports[RIE_PORT] === undefined ? 'direct' : 'published';
  const [address] = addressesOf(engine, facts, route);
  if (attachment === null || facts?.state !== 'running' || address === undefined) {
    attachment?.close();
    return null;
  }
  // Which clock the engine goes by was known to who started it: here it is taken for ours.
  const container = {id, address, clockAhead: 0, output, attachment};
  const times = {startMs: 0, readyMs: now() - began};
  return rieSandbox(tools, {request, container, times, events: 1});
}
