import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import type {RuntimesListener, RuntimesListening} from '../net/runtimes-server.js';
import {SUPERVISOR_PATH} from '../core/compose/supervisor.js';
import type {FleetTools, Lane} from './fleet-tools.js';
import {hostedLane} from './hosted-lane.js';
import {rieLane} from './rie-lane.js';

/** What opening a fleet needs besides. */
export interface OpenFleetTools extends FleetTools {
  readonly listen: (listening: RuntimesListening) => Promise<RuntimesListener>;
}

/** Containers of several functions, which somebody else starts. */
export interface Fleet {
  readonly lanes: readonly Lane[];
  close(reason: Error): void;
}

/** Opens a lane for each function: a listener for its runtimes, or a search for its emulators. */
export async function openFleet(
  tools: OpenFleetTools,
  functions: readonly GatewayFunction[],
): Promise<Fleet> {
  const opened = await Promise.all(functions.map((settings) => openLane(tools, settings)));
  return {
    lanes: opened.map(({lane}) => lane),
    close(reason) {
      for (const {lane, listener} of opened) {
        lane.close(reason);
        listener?.close();
      }
    },
  };
}

interface OpenedLane {
  readonly lane: Lane;
  readonly listener: RuntimesListener | null;
}

async function openLane(tools: OpenFleetTools, settings: GatewayFunction): Promise<OpenedLane> {
  if (settings.driver === 'rie') return {lane: rieLane(tools, settings), listener: null};
  const lane = hostedLane(tools, settings);
  const listener = await tools.listen({
    port: settings.port,
    supervisorPath: SUPERVISOR_PATH,
    admits: (address) => lane.admits(address),
    onRequest: (address, request) => lane.onRequest(address, request),
    onSupervisor: (address, link) => lane.onSupervisor(address, link),
  });
  return {lane, listener};
}
