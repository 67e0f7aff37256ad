import {createClient} from './client.js';
import {attachContainer} from './container-output.js';
import {containerCalls} from './containers.js';
import {findEndpoint, type EndpointRequest} from './endpoint.js';
import type {Engine, EngineInfo} from './engine.js';
import {imageCalls} from './images.js';

/** Finds the engine and speaks to it. Nothing is sent before the first request. */
export async function connectEngine(request: EndpointRequest): Promise<Engine> {
  const client = createClient(await findEndpoint(request));
  return {
    endpoint: client.endpoint,
    info: async (): Promise<EngineInfo> => {
      const [version, info] = await client.call('tell its version', () =>
        Promise.all([client.docker.version(), client.docker.info()]),
      );
      const facts = info as {NCPU: number; MemTotal: number; Name: string};
      return {
        apiVersion: version.ApiVersion,
        serverVersion: version.Version,
        os: version.Os,
        architecture: version.Arch,
        cpus: facts.NCPU,
        memoryBytes: facts.MemTotal,
        name: facts.Name,
      };
    },
    ...imageCalls(client),
    ...containerCalls(client),
    attachContainer: (id, sink) => attachContainer(client, id, sink),
  };
}
