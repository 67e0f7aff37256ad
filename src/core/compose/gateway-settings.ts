import type {Driver} from '../driver.js';
import type {EventInvokeConfig} from '../event-invoke.js';
import type {FunctionConfiguration} from '../function-configuration.js';
import type {ImageUsed} from '../invocation.js';

/** A function as the gateway of a compose project knows it. */
export interface GatewayFunction {
  /** Its name in the project. */
  readonly name: string;
  /** What else it answers to. */
  readonly aliases: readonly string[];
  /** The compose service of its containers: by this name they are found. */
  readonly service: string;
  readonly driver: Driver;
  /** With runtime-api the gateway's own, where this function's runtimes ask for work; with rie the emulator's. */
  readonly port: number;
  /** Whether a supervisor runs in its containers; without one the end of a runtime is guessed. */
  readonly isSupervised: boolean;
  readonly timeoutMs: number;
  /** What the project says of events that nobody waits for. */
  readonly eventInvoke?: EventInvokeConfig;
  readonly configuration: FunctionConfiguration;
  readonly image: ImageUsed;
}

/** What the gateway is told in the compose file. */
export interface GatewaySettings {
  readonly functions: readonly GatewayFunction[];
}

/** The variable of the gateway that holds its settings as JSON; LAMBDOCK_GATEWAY is the one of the flag --gateway. */
export const GATEWAY_VARIABLE = 'LAMBDOCK_GATEWAY_SETTINGS';
/** Where the gateway's Invoke API listens in its container. */
export const GATEWAY_PORT = 3001;
/** The first of the ports at which runtimes ask for work: one a function, as their clients take no path. */
export const FIRST_RUNTIME_PORT = 9001;
