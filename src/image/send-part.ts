import {treeName, type CodePart} from '../core/code-tree.js';
import type {ChainStep} from '../core/derived-image.js';
import type {ImageIdentity} from './identify-image.js';
import type {ImageOptions, ImageTools} from './image-tools.js';

/** A part and the container it goes into. */
export interface SendRequest {
  readonly identity: ImageIdentity;
  readonly step: ChainStep;
  readonly container: string;
}

/** News at most every so many bytes. */
const NEWS_BYTES = 1024 * 1024;

/** Sends a part as a tar stream and has it unpacked in a container. */
export async function sendPart(
  {engine, packPart}: ImageTools,
  {identity, step, container}: SendRequest,
  {signal, onProgress}: ImageOptions,
): Promise<void> {
  const {part, target} = step;
  const id = `image:${identity.request.spec.name}/${part.kind}`;
  const label = `send ${part.kind} ${treeName(part.source)}`;
  let told = 0;
  const onBytes = (sent: number): void => {
    signal?.throwIfAborted();
    if (sent - told < NEWS_BYTES) return;
    told = sent;
    const total = part.bytes === null ? {} : {total: Math.max(part.bytes, sent)};
    onProgress?.({id, label, status: 'running', current: sent, unit: 'bytes', ...total});
  };
  const tar = await packPart({part, target, below: layersBelow(identity, step), onBytes});
  tar.on('error', () => undefined);
  // Before anybody reads it, nobody would hear of its end either: then its first bytes tell.
  const stop = (): void => {
    if (tar.readableDidRead) tar.destroy(signal?.reason as Error);
  };
  signal?.addEventListener('abort', stop, {once: true});
  onProgress?.({id, label, status: 'started'});
  try {
    // The container may have taken a while: an abort before this is heard by nobody else.
    signal?.throwIfAborted();
    await engine.putArchive(container, tar, '/');
    onProgress?.({id, label, status: 'done'});
  } catch (error) {
    onProgress?.({id, label, status: 'failed'});
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    tar.destroy();
  }
}

/** The layers that the image of the step before has. */
function layersBelow({steps}: ImageIdentity, step: ChainStep): readonly CodePart[] {
  if (step.part.kind !== 'layer') return [];
  return steps
    .slice(0, steps.indexOf(step))
    .flatMap(({part}) => (part.kind === 'layer' ? [part] : []));
}
