import type {ContainerOutput} from '../docker/engine.js';
import type {RieAddress} from '../net/rie-client.js';
import type {OutputSwitch} from './output-switch.js';

/** A started container with the emulator inside, and what belongs to it. */
export interface RieContainer {
  readonly id: string;
  readonly address: RieAddress;
  /** How far the engine's clock is ahead of ours, in milliseconds: events carry its time. */
  readonly clockAhead: number;
  readonly output: OutputSwitch;
  readonly attachment: ContainerOutput;
}
