import {randomUUID} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import Docker from 'dockerode';
import {pack} from 'tar-stream';
import type {CodeSource, FunctionSpec} from '../../src/core/function-spec.js';
import {LABELS} from '../../src/core/labels.js';
import {connectEngine} from '../../src/docker/connect.js';
import type {Engine, ImageFacts} from '../../src/docker/engine.js';
import {processIdentity} from '../../src/files/process-identity.js';
import type {ImageRequest, ImageTools} from '../../src/image/image-tools.js';
import {imageTools} from '../../src/wire/image-tools.js';
import {sampleSpec} from './samples.js';
import {treeOf, type Tree} from './tree-of.js';

/** A base image of its own in the real engine, and what images are made with on it. */
export interface Workshop extends AsyncDisposable {
  readonly engine: Engine;
  readonly tools: ImageTools;
  readonly cacheFolder: string;
  /** Name of the base image; all images made here are found by it. */
  readonly base: string;
  readonly project: string;
  /** Sum of the bytes of all tars sent so far. */
  sentBytes(): number;
  request(code: CodeSource, over?: Partial<FunctionSpec>): ImageRequest;
  /** Everything below a folder of an image, as the engine would give it to a container. */
  treeIn(image: string, folder: string): Promise<Tree>;
  /** Images made on the base image, untagged ones included. */
  images(): Promise<readonly ImageFacts[]>;
  buildContainers(): Promise<readonly string[]>;
}

/** Opens a workshop; its end removes every image and container made in it. */
export async function openWorkshop(): Promise<Workshop> {
  const engine = await connectEngine({variables: process.env});
  const cacheFolder = await mkdtemp(join(tmpdir(), 'lambdock-test-cache-'));
  const project = `test-${randomUUID().slice(0, 8)}`;
  const base = `lambdock-test/base:${project}`;
  await importBase(engine, base);
  let sent = 0;
  const fetchLayers = async (): Promise<never> => {
    throw new Error('no layer here is an ARN');
  };
  const real = imageTools({
    engine,
    ownership: processIdentity(),
    cacheFolder,
    fetchLayers,
    missingLayers: fetchLayers,
  });
  const tools: ImageTools = {
    ...real,
    packPart: async (request) => {
      let before = 0;
      const onBytes = (bytes: number): void => {
        sent += bytes - before;
        before = bytes;
        request.onBytes(bytes);
      };
      return real.packPart({...request, onBytes});
    },
  };
  const images = (): Promise<readonly ImageFacts[]> =>
    engine.listImages({[LABELS.base]: base}, {all: true});
  const buildContainers = async (): Promise<readonly string[]> =>
    (await engine.listContainers({[LABELS.project]: project})).map(({id}) => id);
  return {
    engine,
    tools,
    cacheFolder,
    base,
    project,
    sentBytes: () => sent,
    request: (code, over = {}) => ({
      project,
      spec: sampleSpec({code, baseImage: base, ...over}),
      registry: 'registry.invalid',
      pull: 'never',
      standIn: 'never',
    }),
    treeIn,
    images,
    buildContainers,
    async [Symbol.asyncDispose]() {
      for (const id of await buildContainers()) await engine.removeContainer(id);
      for (const {id} of await images()) await removeByForce(id);
      await engine.removeImage(base);
      await rm(cacheFolder, {recursive: true, force: true});
    },
  };
}

async function importBase(engine: Engine, reference: string): Promise<void> {
  const tar = pack();
  for (const name of ['var/task/', 'opt/', 'tmp/']) tar.entry({name, type: 'directory'});
  // Where an image has none, an emulator of its own is added.
  tar.entry({name: 'usr/local/bin/aws-lambda-rie', mode: 0o755}, 'not run in these tests');
  // Makes each base image another one.
  tar.entry({name: 'etc/base'}, reference);
  tar.finalize();
  const dockerfile = [
    'FROM scratch',
    'ADD base.tar /',
    'ENTRYPOINT ["/entry"]',
    'ENV FROM_BASE=1',
    'WORKDIR /var/task',
  ].join('\n');
  const context = pack();
  const bytes: Uint8Array[] = [];
  for await (const chunk of tar as unknown as AsyncIterable<Uint8Array>) bytes.push(chunk);
  context.entry({name: 'base.tar'}, Buffer.concat(bytes));
  context.entry({name: 'Dockerfile'}, dockerfile);
  context.finalize();
  await engine.buildImage(Readable.from(context), {
    tag: reference,
    dockerfile: 'Dockerfile',
  });
}

async function treeIn(image: string, folder: string): Promise<Tree> {
  const container = await new Docker().createContainer({Image: image});
  try {
    return await treeOf((await container.export()) as unknown as Readable, folder);
  } finally {
    await container.remove();
  }
}

/** An untagged parent may have gone with its last child. */
async function removeByForce(id: string): Promise<void> {
  await new Docker()
    .getImage(id)
    .remove({force: true})
    .catch(() => undefined);
}
