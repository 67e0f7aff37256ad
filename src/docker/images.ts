import type Docker from 'dockerode';
import type {Readable} from 'node:stream';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Client} from './client.js';
import {labelFilter} from './container-facts.js';
import type {DockerVariables} from './endpoint.js';
import type {BuildOptions, Engine} from './engine.js';
import {inspectFacts, listFacts} from './image-facts.js';
import {pullImage} from './pull-image.js';
import {failureOf, readRecords} from './records.js';

type ImageCalls = Pick<
  Engine,
  'inspectImage' | 'listImages' | 'pullImage' | 'buildImage' | 'removeImage'
>;

/** Calls whose options dockerode's types do not know. */
interface Untyped {
  listImages(options: object): Promise<Docker.ImageInfo[]>;
  buildImage(context: Readable, options: object): Promise<Readable>;
}

const untyped = (docker: Docker): Untyped => docker as unknown as Untyped;

/** How many of a builder's last lines an error keeps. */
const LAST_LINES = 20;

/** The engine's requests about images; the variables say where logins to registries are kept. */
export function imageCalls(client: Client, variables: DockerVariables): ImageCalls {
  const {docker} = client;
  return {
    async inspectImage(reference) {
      const found = await client.callUnless([404], `inspect ${reference}`, () =>
        docker.getImage(reference).inspect(),
      );
      return found && inspectFacts(found);
    },
    async listImages(labels, options) {
      const found = await client.call('list images', () =>
        untyped(docker).listImages({
          all: options?.all ?? false,
          filters: {label: labelFilter(labels)},
        }),
      );
      return found.map(listFacts);
    },
    pullImage: (reference, options) => pullImage({client, variables}, reference, options),
    buildImage: (context, options) => buildImage(client, context, options),
    async removeImage(reference) {
      const removed = await client.callUnless([404, 409], `remove ${reference}`, () =>
        docker
          .getImage(reference)
          .remove()
          .then(() => true),
      );
      return (
        removed ??
        (await client.callUnless([404], `inspect ${reference}`, () =>
          docker.getImage(reference).inspect(),
        )) === null
      );
    },
  };
}

async function buildImage(client: Client, context: Readable, options: BuildOptions): Promise<void> {
  const lines: string[] = [];
  const failed = (words: string): LambdockError =>
    new LambdockError('IMAGE_BUILD_FAILED', {
      message: [`Building ${options.tag} failed: ${words}`, ...lines.slice(-LAST_LINES)].join(
        '\n  ',
      ),
      details: {image: options.tag, lastLines: lines.slice(-LAST_LINES)},
    });
  const stream = await client.call(`build ${options.tag}`, () =>
    untyped(client.docker).buildImage(context, {
      t: options.tag,
      dockerfile: options.dockerfile,
      forcerm: true,
      ...(options.target !== undefined && {target: options.target}),
      ...(options.buildArgs && {buildargs: {...options.buildArgs}}),
      ...(options.labels && {labels: {...options.labels}}),
      ...(options.platform !== undefined && {platform: options.platform}),
      ...(options.network !== undefined && {networkmode: options.network}),
      ...(options.signal && {abortSignal: options.signal}),
    }),
  );
  await client.call(`build ${options.tag}`, async () => {
    for await (const record of readRecords(stream)) {
      const failure = failureOf(record);
      if (failure !== null) throw failed(failure);
      for (const line of (record.stream ?? '').split('\n')) {
        if (line.trim() === '') continue;
        lines.push(line);
        if (lines.length > LAST_LINES) lines.shift();
        options.onLine?.(line);
      }
    }
  });
}
