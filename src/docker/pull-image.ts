import type {Readable} from 'node:stream';
import {parseImageReference, pullName} from '../core/image-reference.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {Client} from './client.js';
import type {DockerVariables} from './endpoint.js';
import type {PullOptions} from './engine.js';
import {failureOf, readRecords} from './records.js';
import type {FoundLogin} from './registry-credentials.js';

/** A call whose options dockerode's types do not know. */
interface Untyped {
  createImage(auth: object, options: object): Promise<Readable>;
}

/** Who pulls, and where logins to registries are kept. */
export interface Puller {
  readonly client: Client;
  readonly variables: DockerVariables;
}

/** Pulls an image with the login that `docker login` has kept; rejects with IMAGE_PULL_FAILED. */
export async function pullImage(
  {client, variables}: Puller,
  reference: string,
  options: PullOptions,
): Promise<void> {
  const parsed = parseImageReference(reference);
  if (parsed === null) {
    throw new LambdockError('USAGE', {message: `${JSON.stringify(reference)} is no image's name`});
  }
  const {findLogin} = await import('./registry-credentials.js');
  const found = await findLogin(parsed.registry, variables);
  const failed = (words: string, cause?: unknown): LambdockError =>
    isLoginWanted(words)
      ? loginWanted({reference, registry: parsed.registry, words, found}, cause)
      : new LambdockError('IMAGE_PULL_FAILED', {
          message: `${reference} could not be pulled: ${words}`,
          details: {image: reference, platform: options.platform},
          cause,
        });
  let stream: Readable;
  try {
    stream = await client.call('pull', () => {
      const {name, tag} = pullName(parsed);
      return (client.docker as unknown as Untyped).createImage(found.login ?? {}, {
        fromImage: name,
        tag,
        platform: options.platform,
        ...(options.signal && {abortSignal: options.signal}),
      });
    });
  } catch (error) {
    if (isLambdockError(error) && error.code === 'DOCKER_FAILED') {
      throw failed(error.message.replace('Docker could not pull: ', ''), error);
    }
    throw error;
  }
  await client.call('pull', () => follow(stream, options, failed));
}

async function follow(
  stream: Readable,
  {onTransfer}: PullOptions,
  failed: (words: string) => LambdockError,
): Promise<void> {
  const layers = new Map<string, {current: number; total: number}>();
  for await (const record of readRecords(stream)) {
    const failure = failureOf(record);
    if (failure !== null) throw failed(failure);
    const {current, total} = record.progressDetail ?? {};
    if (record.id !== undefined && current !== undefined && total !== undefined) {
      layers.set(record.id, {current, total});
    }
    onTransfer?.({...sumOf(layers), text: record.status ?? ''});
  }
}

function sumOf(layers: ReadonlyMap<string, {current: number; total: number}>) {
  if (layers.size === 0) return {current: null, total: null};
  let current = 0;
  let total = 0;
  for (const layer of layers.values()) {
    current += layer.current;
    total += layer.total;
  }
  return {current, total};
}

/** The engine answers 404 or 500 for a login as for anything else: the registry's words are its only sign. */
const isLoginWanted = (words: string): boolean =>
  /\bunauthorized\b|no basic auth credentials|authentication required|access denied|\bdenied:/i.test(
    words,
  );

function loginWanted(
  refusal: {
    readonly reference: string;
    readonly registry: string;
    readonly words: string;
    readonly found: FoundLogin;
  },
  cause: unknown,
): LambdockError {
  const {reference, registry, words, found} = refusal;
  const why =
    found.login === null
      ? `${registry} wants a login, and there is none for it`
      : `${registry} does not let this login have it`;
  const login = registry === 'docker.io' ? 'docker login' : `docker login ${registry}`;
  return new LambdockError('IMAGE_PULL_FAILED', {
    message: `${reference} could not be pulled: ${why} (${words})`,
    suggestions: [
      `\`${login}\`, then again`,
      ...(found.problem === null ? [] : [found.problem]),
      'is the name right? Some registries answer so for an image that they do not have',
    ],
    details: {image: reference, registry, loginWanted: true},
    cause,
  });
}
