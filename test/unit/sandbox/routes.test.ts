import {describe, expect, it} from '@jest/globals';
import type {RouteMemory} from '../../../src/core/route-memory.js';
import {RIE_PORT} from '../../../src/core/rie.js';
import type {ContainerRequest, Engine} from '../../../src/docker/engine.js';
import type {RieAddress, RieClient} from '../../../src/net/rie-client.js';
import {startRieSandbox} from '../../../src/sandbox/start-rie-sandbox.js';
import {sampleContainer} from '../../support/fake-engine.js';
import {until} from '../../support/until.js';

const OWN = {container: 'c1', host: '172.17.0.9', port: RIE_PORT};
const PUBLISHED = {container: 'c1', host: '127.0.0.1', port: 32_768};

type Reach = 'answers' | 'refuses' | 'leads nowhere';

/** An engine on this machine, its containers' two addresses, and a memory. */
function machine({
  direct = false,
  own = 'answers',
  published = 'answers',
  url = 'unix:///d.sock',
}: {
  direct?: boolean;
  own?: Reach;
  published?: Reach;
  url?: string;
}) {
  const created: ContainerRequest[] = [];
  const removed: string[] = [];
  const asked: RieAddress[] = [];
  const isDirect = new Map([['bridge', direct]]);
  const routes: RouteMemory = {
    isDirect: (network) => isDirect.get(network) === true,
    remember: (network, value) => isDirect.set(network, value),
  };
  const engine = {
    endpoint: {url, origin: 'test', publishedHost: PUBLISHED.host, bindAddress: '127.0.0.1'},
    createContainer: async (request: ContainerRequest) => {
      created.push(request);
      return {id: `c${created.length}`};
    },
    attachContainer: async () => ({ended: new Promise(() => undefined), close: () => undefined}),
    startContainer: async () => undefined,
    inspectContainer: async (id: string) => {
      const isPublished =
        created.at(-1)?.publish?.some(({containerPort}) => containerPort === RIE_PORT) === true;
      return sampleContainer({
        id,
        ports: isPublished ? {[RIE_PORT]: PUBLISHED.port} : {},
        addresses: {bridge: OWN.host},
      });
    },
    removeContainer: async (id: string) => removed.push(id),
  } as unknown as Engine;
  const rie: RieClient = {
    post: async () => null,
    isConnected: () => true,
    listens: async (address) => {
      asked.push(address);
      const reach = address.host === OWN.host ? own : published;
      if (reach === 'leads nowhere') throw new Error('EHOSTUNREACH');
      return reach === 'answers';
    },
  };
  const start = () =>
    startRieSandbox(
      {
        engine,
        rie,
        routes,
        meanwhile: () => undefined,
        now: Date.now,
        openPipes: async () => null,
      },
      {
        container: {
          image: 'i',
          entrypoint: [],
          command: [],
          env: [],
          labels: {},
        },
        version: '$LATEST',
        timeoutMs: 3000,
        memoryLimitMb: 128,
        isPiped: false,
        mayHaveExtensions: false,
      },
    );
  return {start, created, removed, asked, routes};
}

describe('how an emulator is reached', () => {
  it('publishes a port on an engine that is not known yet, and learns that it need not', async () => {
    const {start, created, routes} = machine({});
    await start();
    expect(created[0]?.publish).toEqual([{containerPort: RIE_PORT}]);
    await until('route', () => routes.isDirect('bridge'));
  });

  it('publishes nothing where the container itself is reached', async () => {
    const {start, created, asked} = machine({direct: true});
    await start();
    expect(created.map(({publish}) => publish)).toEqual([[]]);
    expect(asked).toEqual([OWN]);
  });

  it('starts again with a port, and forgets, where the container is reached no more', async () => {
    const {start, created, removed, asked, routes} = machine({direct: true, own: 'leads nowhere'});
    await start();
    expect(created.map(({publish}) => publish)).toEqual([[], [{containerPort: RIE_PORT}]]);
    expect(removed).toEqual(['c1']);
    await until('second question', () => asked.filter(({host}) => host === OWN.host).length === 2);
    expect(routes.isDirect('bridge')).toBe(false);
  });

  it('finds the container itself where the published port is another machine’s', async () => {
    const {start, asked} = machine({published: 'refuses'});
    await start();
    expect(asked).toContainEqual(OWN);
  });

  it('never tries the address of a container of a remote engine', async () => {
    const {start, asked} = machine({url: 'tcp://10.0.0.2:2376'});
    await start();
    expect(asked).toEqual([PUBLISHED]);
  });
});
