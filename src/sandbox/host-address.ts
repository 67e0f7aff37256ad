import {LambdockError} from '../errors/lambdock-error.js';
import type {NetworkFacts} from '../docker/engine.js';
import type {HostTools} from './sandbox-request.js';

/**
 * The address by which a container of a network reaches the engine's machine: that of the network's
 * bridge, asked for unless it has just been seen. Rejects with DRIVER_UNAVAILABLE where there is none, and
 * says why. Whether it is an address of this machine shows when something listens on it.
 */
export async function hostAddress(
  {engine}: Pick<HostTools, 'engine'>,
  network: string,
  seen: NetworkFacts | null = null,
): Promise<string> {
  if (!engine.endpoint.url.startsWith('unix:')) {
    throw driverUnavailable(
      `the containers of the engine at ${engine.endpoint.url} cannot reach this machine`,
    );
  }
  // What containers are asked for by another name: the engine knows no network of that one.
  const facts = seen ?? (await engine.inspectNetwork(network === 'default' ? 'bridge' : network));
  if (facts === null) {
    throw new LambdockError('NETWORK_NOT_FOUND', {
      message: `There is no network ${network}.`,
      details: {network},
    });
  }
  if (facts.driver !== 'bridge') {
    throw driverUnavailable(
      `the network ${network} is of the kind "${facts.driver}", and only in a bridge has this machine an address`,
    );
  }
  const [address] = facts.gateways;
  if (address !== undefined) return address;
  throw driverUnavailable(`the network ${network} has no gateway of IPv4`);
}

/** What stands in the driver's way, and the driver that goes without. */
export const driverUnavailable = (
  reason: string,
  details: Readonly<Record<string, unknown>> = {},
): LambdockError =>
  new LambdockError('DRIVER_UNAVAILABLE', {
    message: `the driver runtime-api cannot work here: ${reason}`,
    suggestions: ['--driver rie'],
    details: {driver: 'runtime-api', ...details},
  });

/** Why a listener could not be opened, from the code that the system gave. */
export function listenError(error: unknown, address: string): unknown {
  const {code} = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const why: Readonly<Record<string, string>> = {
    EADDRNOTAVAIL:
      'it is none of this machine’s, as the engine runs in another machine or container (Docker Desktop does)',
    EADDRINUSE: 'every port of it is in use',
    EACCES: 'this system does not allow it',
  };
  return driverUnavailable(`it cannot listen on ${address}: ${why[code] ?? code}`, {address, code});
}
