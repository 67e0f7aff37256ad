import {createClient, type Client} from './client.js';
import {attachContainer} from './container-output.js';
import {containerCalls} from './containers.js';
import {findEndpoint, type EndpointRequest} from './endpoint.js';
import type {Engine, EngineInfo} from './engine.js';
import {imageCalls} from './images.js';
import {networkCalls} from './networks.js';

/** The part of `GET /info` that lambdock reads; podman leaves some of it out. */
interface EngineFacts {
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly Name: string;
  readonly MemoryLimit?: boolean;
  readonly SwapLimit?: boolean;
  readonly DockerRootDir?: string;
}

const factsOf = (client: Client): Promise<EngineFacts> =>
  client.docker.info() as Promise<EngineFacts>;

/** Finds the engine and speaks to it. Nothing is sent before the first request. */
export async function connectEngine(request: EndpointRequest): Promise<Engine> {
  const client = createClient(await findEndpoint(request));
  return {
    endpoint: client.endpoint,
    cpus: async () => (await client.call('tell of itself', () => factsOf(client))).NCPU,
    info: async (): Promise<EngineInfo> => {
      const [version, facts] = await client.call('tell its version', () =>
        Promise.all([client.docker.version(), factsOf(client)]),
      );
      return {
        apiVersion: version.ApiVersion,
        serverVersion: version.Version,
        os: version.Os,
        architecture: version.Arch,
        cpus: facts.NCPU,
        memoryBytes: facts.MemTotal,
        name: facts.Name,
        limitsMemory: facts.MemoryLimit ?? true,
        limitsSwap: facts.SwapLimit ?? true,
        dataFolder: facts.DockerRootDir ?? null,
      };
    },
    ...networkCalls(client),
    ...imageCalls(client, request.variables),
    ...containerCalls(client),
    attachContainer: (id, sink) => attachContainer(client, id, sink),
  };
}
