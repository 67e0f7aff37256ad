import {NOTHING_LEFT} from '../core/survivor.js';
import {hostVariables} from '../config/host-variables.js';
import {connectEngine} from '../docker/connect.js';
import {processIdentity} from '../files/process-identity.js';
import type {EngineChoice} from '../files/spawn-keeper.js';
import {sweepStale} from '../prune/sweep-stale.js';

/** A request of the dead process may still be on its way through the engine. */
const ROUNDS = 4;
const BETWEEN_MS = 500;

/**
 * Waits until the process at the other end of a pipe has ended, and removes what it left, unless it
 * said that there is nothing.
 */
export async function outlive(choice: string, pipe: AsyncIterable<Uint8Array>): Promise<void> {
  const heard: Uint8Array[] = [];
  for await (const chunk of pipe) heard.push(chunk);
  if (Buffer.concat(heard).toString() === NOTHING_LEFT) return;
  const {dockerHost, dockerContext} = JSON.parse(choice) as EngineChoice;
  const engine = await connectEngine({dockerHost, dockerContext, variables: hostVariables()});
  const surroundings = {engine, ownership: processIdentity(), now: Date.now};
  for (let round = 1; round <= ROUNDS; round += 1) {
    await sweepStale(surroundings).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}
