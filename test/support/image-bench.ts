import type {CodePart, CodeTree, TreeRequest} from '../../src/core/code-tree.js';
import {sha256} from '../../src/core/digest.js';
import {LABELS} from '../../src/core/labels.js';
import {RIE_PATH} from '../../src/core/rie.js';
import {LambdockError} from '../../src/errors/lambdock-error.js';
import type {Engine, ImageFacts} from '../../src/docker/engine.js';
import type {ImageRequest, ImageTools} from '../../src/image/image-tools.js';
import {fakeEngine, sampleImage, type EngineContents} from './fake-engine.js';
import {sampleSpec} from './samples.js';

export const REAL = 'public.ecr.aws/lambda/nodejs:22';
export const STAND_IN = 'lambdock/stand-in/nodejs:22';

/** Images of the engine, the registry's answer, and what was asked of both. */
export interface BenchOptions {
  readonly images?: readonly ImageFacts[];
  /** Null delivers, a text refuses with it. */
  readonly registry?: string | null;
  /** Words of an earlier refusal. */
  readonly remembered?: string | null;
  readonly engine?: Partial<Engine>;
  readonly tree?: (request: TreeRequest) => Promise<CodeTree>;
  /** ARNs of layers that are not in the cache. */
  readonly missing?: readonly string[];
}

/** Tools that make images of nothing, in memory. */
export interface Bench {
  readonly tools: ImageTools;
  readonly contents: EngineContents;
  readonly pulls: string[];
  readonly remembered: Map<string, string>;
}

export const baseImage = (name: string, over: Partial<ImageFacts> = {}): ImageFacts =>
  sampleImage({id: `sha256:${sha256(name)}`, tags: [name], ...over});

/** One part whose digest is its path. */
export const sampleTree = async (source: TreeRequest): Promise<CodeTree> => {
  const kind = source.what === 'layer' ? 'layer' : 'code';
  const part: CodePart = {kind, source, digest: sha256(source.path), entries: [], bytes: 10};
  return {source, parts: [part], warnings: []};
};

export function imageBench(options: BenchOptions = {}): Bench {
  const contents: EngineContents = {containers: [], images: [...(options.images ?? [])]};
  const pulls: string[] = [];
  const remembered = new Map<string, string>();
  if (options.remembered) remembered.set(REAL, options.remembered);
  const engine = fakeEngine(contents, {
    pullImage: async (image) => {
      pulls.push(image);
      const words = options.registry ?? null;
      if (words !== null) throw new LambdockError('IMAGE_PULL_FAILED', {message: words});
      contents.images.push(baseImage(image));
    },
    ...options.engine,
  });
  const unexpected = async (): Promise<never> => {
    throw new Error('not expected in this test');
  };
  const tools: ImageTools = {
    engine,
    localLayers: async ({layers}) =>
      layers.map((layer) =>
        layer.kind === 'arn' ? {kind: 'archive', path: '/cache/1.zip', shownAs: layer.arn} : layer,
      ),
    missingLayers: async () => options.missing ?? [],
    readTree: options.tree ?? sampleTree,
    exclusively: async (_name, work) => work(),
    packPart: unexpected,
    readBuild: unexpected,
    archiveFacts: unexpected,
    isUnchanged: async () => true,
    countOn: () => async () => undefined,
    isWanted: async () => false,
    emulators: {
      pathIn: () => RIE_PATH,
      rememberPath: () => undefined,
      copyFor: () => null,
      keep: () => {
        throw new Error('not expected in this test');
      },
    },
    pullMemory: {
      refusal: (image) => remembered.get(image) ?? null,
      remember: (image, words) => remembered.set(image, words),
      forget: (image) => remembered.delete(image),
    },
    ownership: {self: 'me', isAlive: (owner) => owner === 'me'},
    version: '0.0.0',
    now: () => 0,
  };
  return {tools, contents, pulls, remembered};
}

export const imageRequest = (over: Partial<ImageRequest> = {}): ImageRequest => ({
  project: 'p1',
  spec: sampleSpec(),
  registry: 'public.ecr.aws/lambda',
  pull: 'missing',
  standIn: 'auto',
  ...over,
});

/** An image that lambdock made of a step. */
export const stepImage = (digest: string, over: Partial<ImageFacts> = {}): ImageFacts =>
  sampleImage({
    id: `sha256:${sha256(`image ${digest}`)}`,
    tags: [],
    ...over,
    labels: {[LABELS.role]: 'image', [LABELS.digest]: digest, [LABELS.base]: REAL, ...over.labels},
  });
