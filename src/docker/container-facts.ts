import type Docker from 'dockerode';
import type {ContainerFacts, Labels} from './engine.js';

/** A filter the engine understands; a label with an empty value matches any value. */
export const labelFilter = (labels: Labels): string[] =>
  Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`));

/** What `inspect` says of a container, in our terms. */
export function inspectFacts(found: Docker.ContainerInspectInfo): ContainerFacts {
  const bindings = Object.entries(
    found.NetworkSettings.Ports as Record<string, {HostPort: string}[] | null>,
  );
  return {
    id: found.Id,
    name: found.Name.replace(/^\//, ''),
    image: found.Config.Image,
    labels: found.Config.Labels,
    state: found.State.Status,
    exitCode: found.State.Running ? null : found.State.ExitCode,
    oomKilled: found.State.OOMKilled,
    startedAt: found.State.StartedAt.startsWith('0001') ? null : found.State.StartedAt,
    created: Date.parse(found.Created),
    ports: Object.fromEntries(
      bindings.flatMap(([port, hosts]) =>
        hosts?.[0] === undefined ? [] : [[Number.parseInt(port, 10), Number(hosts[0].HostPort)]],
      ),
    ),
    addresses: addressesOf(found.NetworkSettings.Networks),
  };
}

const addressesOf = (
  networks: Readonly<Record<string, {readonly IPAddress?: string}>> | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(networks ?? {}).flatMap(([name, {IPAddress: address = ''}]) =>
      address === '' ? [] : [[name, address]],
    ),
  );

/** What `list` says of a container, in our terms. */
export function listFacts(found: Docker.ContainerInfo): ContainerFacts {
  return {
    id: found.Id,
    name: (found.Names[0] ?? '').replace(/^\//, ''),
    image: found.Image,
    labels: found.Labels,
    state: found.State,
    exitCode: null,
    oomKilled: false,
    startedAt: null,
    created: found.Created * 1000,
    ports: Object.fromEntries(
      found.Ports.flatMap(({PrivatePort, PublicPort}) =>
        typeof PublicPort === 'number' ? [[PrivatePort, PublicPort]] : [],
      ),
    ),
    addresses: addressesOf(found.NetworkSettings.Networks),
  };
}
