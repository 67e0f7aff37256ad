import {lookup} from 'node:dns/promises';
import {plainAddress} from './runtime-api-server.js';

/** The addresses of a compose service's containers that the network's name server has now; none when it has none. */
export async function serviceAddresses(service: string): Promise<readonly string[]> {
  try {
    const found = await lookup(service, {all: true});
    return found.map(({address}) => plainAddress(address));
  } catch {
    // No container of it runs, or the name server has not heard of it yet.
    return [];
  }
}
