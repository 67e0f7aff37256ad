import type {ContainerFacts, Engine, ImageFacts, Labels} from '../../src/docker/engine.js';

/** What a fake engine holds; removals change it. */
export interface EngineContents {
  containers: ContainerFacts[];
  images: ImageFacts[];
}

/** An engine in memory: lists, inspects and removes; an image that a container uses stays. */
export function fakeEngine(contents: EngineContents, over: Partial<Engine> = {}): Engine {
  const unexpected = (): never => {
    throw new Error('not expected in this test');
  };
  const names = ['pullImage', 'buildImage', 'createContainer', 'startContainer'];
  const refusing = Object.fromEntries(names.map((name) => [name, unexpected]));
  return {
    ...(refusing as unknown as Engine),
    endpoint: {
      url: 'unix:///run/docker.sock',
      origin: 'default socket',
      publishedHost: '127.0.0.1',
      bindAddress: '127.0.0.1',
    },
    info: async () => ({
      apiVersion: '1.45',
      serverVersion: '26.1.5',
      os: 'linux',
      architecture: 'amd64',
      cpus: 2,
      memoryBytes: 8e9,
      name: 'here',
      limitsMemory: true,
      limitsSwap: true,
      dataFolder: null,
    }),
    inspectImage: async (name) => contents.images.find((image) => isNamed(image, name)) ?? null,
    listNetworks: async () => [],
    listImages: async (labels) => contents.images.filter((image) => carries(image.labels, labels)),
    removeImage: async (name) => removeImage(contents, name),
    inspectContainer: async (id) => contents.containers.find((found) => found.id === id) ?? null,
    listContainers: async (labels) =>
      contents.containers.filter((container) => carries(container.labels, labels)),
    removeContainer: async (id) => {
      contents.containers = contents.containers.filter((container) => container.id !== id);
    },
    ...over,
  };
}

/** As the engine's own filter: an empty value asks for the name alone. */
const carries = (own: Labels, wanted: Labels): boolean =>
  Object.entries(wanted).every(([name, value]) =>
    value === '' ? name in own : own[name] === value,
  );

const isNamed = ({id, tags}: ImageFacts, name: string): boolean =>
  id === name || tags.includes(name);

function removeImage(contents: EngineContents, name: string): boolean {
  const image = contents.images.find((found) => isNamed(found, name));
  if (image === undefined) return true;
  const inUse = contents.containers.some((container) => isNamed(image, container.image));
  if (!inUse) contents.images = contents.images.filter((found) => found !== image);
  return !inUse;
}

/** A container as the engine lists it. */
export const sampleContainer = (over: Partial<ContainerFacts> = {}): ContainerFacts => ({
  id: 'c1',
  name: 'lambdock-c1',
  image: 'lambdock/hello:3f2a',
  labels: {},
  state: 'running',
  exitCode: null,
  oomKilled: false,
  startedAt: null,
  created: 0,
  ports: {},
  addresses: {},
  ...over,
});

/** An image as the engine lists it. */
export const sampleImage = (over: Partial<ImageFacts> = {}): ImageFacts => ({
  id: 'sha256:aaaabbbbccccddddeeee',
  tags: ['lambdock/hello:3f2a'],
  repoDigests: [],
  labels: {},
  architecture: 'amd64',
  sizeBytes: 210_000_000,
  created: 1,
  entrypoint: [],
  command: [],
  workingDir: '/var/task',
  env: [],
  ...over,
});
