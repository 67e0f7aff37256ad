import type {IncomingMessage} from 'node:http';
import type {Readable} from 'node:stream';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Client} from './client.js';
import {inspectFacts, labelFilter, listFacts} from './container-facts.js';
import {createBody} from './container-request.js';
import {dockerError, engineWords, statusOf} from './docker-error.js';
import {killContainer, signalContainer} from './signal-container.js';
import {forgetPeak, peakMemory} from './peak-memory.js';
import type {CommitOptions, ContainerFile, ContainerRequest, Engine} from './engine.js';

type ContainerCalls = Pick<
  Engine,
  | 'createContainer'
  | 'startContainer'
  | 'inspectContainer'
  | 'listContainers'
  | 'signalContainer'
  | 'killContainer'
  | 'removeContainer'
  | 'waitExit'
  | 'waitRemoved'
  | 'putArchive'
  | 'hasPath'
  | 'readFile'
  | 'commitContainer'
  | 'peakMemory'
  | 'firstEvent'
>;

/** Calls whose options or answers dockerode's types do not know. */
interface Untyped {
  commit(options: object): Promise<{Id: string}>;
  getEvents(options: object): Promise<Readable>;
}

/** The engine's requests about containers. */
export function containerCalls(client: Client): ContainerCalls {
  const {docker} = client;
  return {
    createContainer: (request) => createContainer(client, request),
    startContainer: (id) => startContainer(client, id),
    async inspectContainer(id) {
      const found = await client.callUnless([404], 'inspect the container', () =>
        docker.getContainer(id).inspect(),
      );
      return found && inspectFacts(found);
    },
    async listContainers(labels) {
      const found = await client.call('list containers', () =>
        docker.listContainers({all: true, filters: {label: labelFilter(labels)}}),
      );
      return found.map(listFacts);
    },
    signalContainer: (id, signal) => signalContainer(client, id, signal),
    killContainer: (id, onFailure) => killContainer(client, {id, onFailure}),
    async removeContainer(id) {
      forgetPeak(id);
      // 409: somebody else, or the engine itself, is removing it already.
      const removed = await client.callUnless([404, 409], 'remove the container', () =>
        docker
          .getContainer(id)
          .remove({force: true, v: true})
          .then(() => true),
      );
      if (removed === null) await waitRemoved(client, id);
    },
    waitExit: (id) => waitExit(client, id),
    waitRemoved(id, signal) {
      forgetPeak(id);
      return waitRemoved(client, id, signal);
    },
    ...fileCalls(client),
    commitContainer: (id, options) => commitContainer(client, id, options),
    peakMemory: (id) => peakMemory(client, id),
    firstEvent: (id, events, span) => firstEvent(client, events, {id, ...span}),
  };
}

function fileCalls(client: Client): Pick<ContainerCalls, 'putArchive' | 'hasPath' | 'readFile'> {
  return {
    async putArchive(id, tar: Readable, folder) {
      await client.call('copy files into the container', () =>
        client.docker.getContainer(id).putArchive(tar, {path: folder}),
      );
    },
    async hasPath(id, path) {
      const {hasPath} = await import('./read-container-file.js');
      return hasPath(client, id, path);
    },
    async readFile(id, path) {
      const {readContainerFile} = await import('./read-container-file.js');
      return readContainerFile(client, id, path);
    },
  };
}

async function createContainer(
  client: Client,
  request: ContainerRequest,
): Promise<{id: string} | null> {
  const query = {
    ...(request.name !== undefined && {name: request.name}),
    ...(request.platform !== undefined && {platform: request.platform}),
  };
  try {
    const created = await client.call('create a container', async () => {
      try {
        return await client.docker.createContainer({
          _query: query,
          _body: createBody(client, request),
        } as never);
      } catch (error) {
        if (statusOf(error) === 409 && request.name !== undefined) return null;
        if (statusOf(error) === 404) throw missingImage(request.image, error);
        throw error;
      }
    });
    if (created !== null && request.files !== undefined && request.files.length > 0)
      await putFiles(client, created.id, request.files);
    return created && {id: created.id};
  } catch (error) {
    throw dockerError(error, client.endpoint, 'create a container');
  }
}

/** A container without its files is not the one that was asked for: it is removed. */
async function putFiles(
  client: Client,
  id: string,
  files: readonly ContainerFile[],
): Promise<void> {
  const {packFiles} = await import('./container-files.js');
  const container = client.docker.getContainer(id);
  try {
    await client.call('copy files into the container', () =>
      container.putArchive(packFiles(files), {path: '/'}),
    );
  } catch (error) {
    await client.callUnless([404, 409], 'remove the container', () =>
      container.remove({force: true, v: true}),
    );
    throw error;
  }
}

const missingImage = (image: string, cause: unknown): LambdockError =>
  new LambdockError('IMAGE_NOT_FOUND', {
    message: `The image ${image} is not in the engine.`,
    details: {image},
    cause,
  });

async function startContainer(client: Client, id: string): Promise<void> {
  await client.call('start the container', async () => {
    try {
      await client.docker.getContainer(id).start();
    } catch (error) {
      throw startError(error) ?? error;
    }
  });
}

/** The engine refuses a start with 400 when the entry point is not in the image, 404 without the network. */
function startError(error: unknown): LambdockError | null {
  const status = statusOf(error);
  const words = engineWords(error);
  if (status === 400) {
    return new LambdockError('IMAGE_UNUSABLE', {
      message: `The container cannot start: ${words}`,
      cause: error,
    });
  }
  if (status === 404) {
    return new LambdockError('NETWORK_NOT_FOUND', {
      message: `The container cannot start: ${words}`,
      cause: error,
    });
  }
  return null;
}

/** The wait alone keeps no process alive: who has work with the container does. */
async function waitExit(client: Client, id: string): Promise<number | null> {
  const end = await client.callUnless([404], 'wait for the end of the container', async () => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      client.docker.modem.dial(
        {
          path: `/containers/${id}/wait?`,
          options: {condition: 'next-exit'},
          method: 'POST',
          isStream: true,
          statusCodes: {200: true, 404: 'no such container', 500: 'server error'},
        },
        (error, response) => {
          if (error === null) resolve(response as IncomingMessage);
          else reject(error);
        },
      );
    });
    answer.socket.unref();
    const chunks: Buffer[] = [];
    for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString()) as {StatusCode?: number};
  });
  return end?.StatusCode ?? null;
}

async function waitRemoved(client: Client, id: string, signal?: AbortSignal): Promise<void> {
  await client.callUnless([404], 'wait for the container', () =>
    client.docker
      .getContainer(id)
      .wait({condition: 'removed', ...(signal && {abortSignal: signal})}),
  );
}

async function commitContainer(
  client: Client,
  id: string,
  options: CommitOptions,
): Promise<{imageId: string}> {
  const [repo, tag] = options.reference === null ? [] : splitTag(options.reference);
  const container = client.docker.getContainer(id) as unknown as Untyped;
  const made = await client.call('make an image of the container', () =>
    container.commit({
      _query: {container: id, pause: false, ...(repo !== undefined && {repo, tag})},
      _body: {
        Labels: {...options.labels},
        ...(options.workingDir !== undefined && {WorkingDir: options.workingDir}),
      },
    }),
  );
  return {imageId: made.Id};
}

function splitTag(reference: string): [string, string] {
  const colon = reference.lastIndexOf(':');
  return [reference.slice(0, colon), reference.slice(colon + 1)];
}

/** The engine keeps its latest events, so the past can be asked for without having listened. */
async function firstEvent<E extends string>(
  client: Client,
  events: readonly E[],
  {id, since, until}: {readonly id: string; readonly since: number; readonly until: number},
): Promise<E | null> {
  const docker = client.docker as unknown as Untyped;
  const stream = await client.call('read the engine’s events', () =>
    docker.getEvents({
      since: (since / 1000).toFixed(3),
      until: (until / 1000).toFixed(3),
      filters: {container: [id], event: events},
    }),
  );
  let text = '';
  // Who leaves the loop early ends the request.
  for await (const chunk of stream) {
    text += String(chunk);
    const [line, ...more] = text.split('\n');
    if (more.length > 0) return actionOf(line);
  }
  return text.trim() === '' ? null : actionOf(text);

  function actionOf(line = ''): E | null {
    const {Action: action} = JSON.parse(line) as {readonly Action?: string};
    return events.find((event) => event === action) ?? null;
  }
}
