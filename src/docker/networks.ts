import {isIPv4} from 'node:net';
import type {Client} from './client.js';
import type {NetworkFacts} from './engine.js';

/** The part of a network that lambdock reads; engines leave some of it out. */
interface FoundNetwork {
  readonly Name: string;
  readonly Driver: string;
  readonly Internal?: boolean;
  readonly IPAM?: {
    readonly Config?: readonly {readonly Subnet?: string; readonly Gateway?: string}[] | null;
  };
}

/** A network by name or id, or null. */
export async function inspectNetwork(client: Client, name: string): Promise<NetworkFacts | null> {
  const found = (await client.callUnless([404], `inspect the network ${name}`, () =>
    client.docker.getNetwork(name).inspect(),
  )) as FoundNetwork | null;
  return (
    found && {
      name: found.Name,
      driver: found.Driver,
      gateways: (found.IPAM?.Config ?? []).flatMap(gatewayOf),
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
