import type Docker from 'dockerode';
import {furtherOptions} from './further-options.js';
import type {Client} from './client.js';
import type {ContainerRequest, Endpoint, PublishedPort} from './engine.js';

/** The body of a create request. */
export function createBody(
  client: Client,
  request: ContainerRequest,
): Docker.ContainerCreateOptions {
  const published = request.publish ?? [];
  const network = request.network;
  return {
    Image: request.image,
    Labels: {...request.labels},
    Tty: false,
    AttachStdout: true,
    AttachStderr: true,
    ...(request.entrypoint && {Entrypoint: [...request.entrypoint]}),
    ...(request.command && {Cmd: [...request.command]}),
    ...(request.workingDir !== undefined && {WorkingDir: request.workingDir}),
    ...(request.env && {Env: [...request.env]}),
    ExposedPorts: Object.fromEntries(published.map((port) => [nameOf(port), {}])),
    ...(request.docker?.hostname !== undefined && {Hostname: request.docker.hostname}),
    HostConfig: {
      ...furtherOptions(request.docker),
      AutoRemove: request.autoRemove ?? false,
      ...(request.init === true && {Init: true}),
      PortBindings: Object.fromEntries(
        published.map((port) => [nameOf(port), [bindingOf(port, client.endpoint)]]),
      ),
      // Output is read by attachment; the engine need not write it to disk a second time.
      LogConfig: {Type: 'none', Config: {}},
      ...(request.memoryBytes !== undefined && {
        Memory: request.memoryBytes,
        MemorySwap: request.memoryBytes,
      }),
      ...(network !== undefined && {NetworkMode: network}),
      ...(request.extraHosts && {ExtraHosts: [...request.extraHosts]}),
      ...(request.dns && {Dns: [...request.dns]}),
      ...(request.mounts && {
        Mounts: request.mounts.map(({kind, source, target, readOnly}) => ({
          Type: kind,
          Source: source,
          Target: target,
          ReadOnly: readOnly,
        })),
      }),
      ...(request.tmpfs && {Tmpfs: {...request.tmpfs}}),
    },
    ...(network !== undefined &&
      request.networkAliases && {
        NetworkingConfig: {EndpointsConfig: {[network]: {Aliases: [...request.networkAliases]}}},
      }),
  };
}

const nameOf = ({containerPort}: PublishedPort): string => `${containerPort}/tcp`;

const bindingOf = (
  {hostPort = 0, onLoopback = false}: PublishedPort,
  {bindAddress}: Endpoint,
): {HostIp: string; HostPort: string} => ({
  HostIp: onLoopback ? '127.0.0.1' : bindAddress,
  HostPort: String(hostPort),
});
