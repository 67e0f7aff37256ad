import {isIPv4} from 'node:net';
import type {Client} from './client.js';
import {statusOf} from './docker-error.js';
import {labelFilter} from './container-facts.js';
import type {Engine, NetworkFacts, NetworkRequest} from './engine.js';

/** The part of a network that lambdock reads; engines leave some of it out. */
interface FoundNetwork {
  readonly Name: string;
  readonly Driver: string;
  readonly Internal?: boolean;
  readonly IPAM?: {
    readonly Config?: readonly {readonly Subnet?: string; readonly Gateway?: string}[] | null;
  };
}

type NetworkCalls = Pick<
  Engine,
  'inspectNetwork' | 'createClosedNetwork' | 'listNetworks' | 'removeNetwork'
>;

/** The engine's requests about networks. */
export const networkCalls = (client: Client): NetworkCalls => ({
  inspectNetwork: (name) => inspectNetwork(client, name),
  createClosedNetwork: (request) => createClosedNetwork(client, request),
  async listNetworks(labels) {
    const found = await client.call('list networks', () =>
      client.docker.listNetworks({filters: {label: labelFilter(labels)}}),
    );
    return found.map(({Name, Labels}) => ({name: Name, labels: Labels ?? {}}));
  },
  async removeNetwork(name) {
    let isGone = true;
    // Gone already is gone; while a container is in it the engine refuses with 403, and some with 409.
    await client.callUnless([404], `remove the network ${name}`, () =>
      client.docker
        .getNetwork(name)
        .remove()
        .catch((error: unknown) => {
          const status = statusOf(error);
          if (status !== 403 && status !== 409) throw error;
          isGone = false;
        }),
    );
    return isGone;
  },
});

async function createClosedNetwork(
  client: Client,
  {name, labels}: NetworkRequest,
): Promise<boolean> {
  const create = (options: Readonly<Record<string, string>>): Promise<unknown> =>
    client.docker.createNetwork({
      Name: name,
      // Engines of an API before 1.44 would make another of the same name.
      CheckDuplicate: true,
      Driver: 'bridge',
      Internal: true,
      Options: options,
      Labels: {...labels},
    });
  const created = await client.callUnless([409], `create the network ${name}`, () =>
    create(APART).catch((error: unknown) => withoutOption(error, create)),
  );
  return created !== null;
}

const APART = {'com.docker.network.bridge.enable_icc': 'false'};

/** An engine that is none of Docker's may not know the option. */
function withoutOption(
  error: unknown,
  create: (options: Readonly<Record<string, string>>) => Promise<unknown>,
): Promise<unknown> {
  const status = statusOf(error);
  if (status === null || status === 409) throw error;
  return create({});
}

/** A network by name or id, or null. */
async function inspectNetwork(client: Client, name: string): Promise<NetworkFacts | null> {
  const found = (await client.callUnless([404], `inspect the network ${name}`, () =>
    client.docker.getNetwork(name).inspect(),
  )) as FoundNetwork | null;
  return (
    found && {
      name: found.Name,
      driver: found.Driver,
      gateways: (found.IPAM?.Config ?? []).flatMap(gatewayOf),
      isInternal: found.Internal === true,
    }
  );
}

/** Some engines leave it out where nobody chose it: then it is the subnet's first address. */
function gatewayOf({
  Subnet = '',
  Gateway = '',
}: {
  readonly Subnet?: string;
  readonly Gateway?: string;
}): readonly string[] {
  if (isIPv4(Gateway)) return [Gateway];
  const [base = ''] = Subnet.split('/');
  return Gateway === '' && isIPv4(base) ? [base.replace(/\.0$/, '.1')] : [];
}
