import {buildContainerName} from '../core/derived-image.js';
import {isAbandoned, ownerLabels} from '../core/owner.js';
import {platformOf} from '../core/architecture.js';
import type {ImageIdentity} from './identify-image.js';
import type {ImageOptions, ImageTools} from './image-tools.js';

/** A step's container: it never runs, and while it is there nobody else makes the step. */
export interface BuildContainerRequest {
  readonly identity: ImageIdentity;
  /** Of the step. */
  readonly digest: string;
  /** Image to start from. */
  readonly from: string;
}

/** After this long a build of another machine counts as dead. */
const EXPIRES_MS = 30 * 60_000;
/** How often a waiter looks whether the one it waits for still lives. */
const LOOK_MS = 1000;
/** Between the end of a container and the freedom of its name. */
const BREATH_MS = 50;

/**
 * Creates the step's container and removes it after the work. Its name is the lock: an engine gives
 * each name once, to whatever process on whatever machine. Null when somebody else had it: it has
 * been waited for or, if its owner is dead, removed.
 */
export async function inBuildContainer<T>(
  tools: ImageTools,
  request: BuildContainerRequest,
  options: ImageOptions & {readonly work: (id: string) => Promise<T>},
): Promise<T | null> {
  options.signal?.throwIfAborted();
  const {engine} = tools;
  const created = await engine.createContainer(containerOf(tools, request));
  if (created === null) {
    await awaitHolder(tools, request, options);
    return null;
  }
  let result: T;
  try {
    result = await options.work(created.id);
  } catch (error) {
    await engine.removeContainer(created.id).catch(() => undefined);
    throw error;
  }
  await engine.removeContainer(created.id);
  return result;
}

function containerOf({ownership, version, now}: ImageTools, request: BuildContainerRequest) {
  const {identity, digest, from} = request;
  const {spec, project} = identity.request;
  const {entrypoint, command} = identity.facts;
  return {
    name: buildContainerName(digest),
    image: from,
    platform: platformOf(spec.architecture),
    // Docker creates no container without anything to run, even one that will never run.
    ...(entrypoint.length + command.length === 0 && {command: ['bootstrap']}),
    network: 'none',
    labels: ownerLabels({
      version,
      role: 'build',
      owner: ownership.self,
      expiresAt: now() + EXPIRES_MS,
      project,
      function: spec.name,
      digest,
    }),
  };
}

async function awaitHolder(
  {engine, ownership, now}: ImageTools,
  {identity, digest}: BuildContainerRequest,
  {signal, onProgress}: ImageOptions,
): Promise<void> {
  const id = `image:${identity.request.spec.name}/wait`;
  const label = 'wait for another lambdock that makes the same image';
  for (let isFirst = true; ; isFirst = false) {
    const holder = await engine.inspectContainer(buildContainerName(digest));
    if (holder === null) break;
    if (isAbandoned(holder.labels, ownership, now())) {
      await engine.removeContainer(holder.id);
      break;
    }
    if (isFirst) onProgress?.({id, label, status: 'started'});
    if (await isRemovedSoon(engine, holder.id, signal)) {
      onProgress?.({id, label, status: 'done'});
      break;
    }
  }
  await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
}

/** Waits for a while only: a holder that is killed would never be removed by anyone else. */
async function isRemovedSoon(
  engine: ImageTools['engine'],
  id: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const enough = AbortSignal.timeout(LOOK_MS);
  try {
    await engine.waitRemoved(id, signal === undefined ? enough : AbortSignal.any([signal, enough]));
    return true;
  } catch (error) {
    signal?.throwIfAborted();
    if (!enough.aborted) throw error;
    return false;
  }
}
