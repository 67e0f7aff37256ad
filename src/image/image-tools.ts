import type {CodePart, CodeTree, TreeRequest} from '../core/code-tree.js';
import type {EmulatorStore} from '../core/emulator.js';
import type {FunctionSpec, ImageBuild} from '../core/function-spec.js';
import type {BuildInput, NamedBuild} from '../core/image-function.js';
import type {LocalLayer} from '../core/layer.js';
import type {PullPolicy, StandInPolicy} from '../core/options.js';
import type {Ownership} from '../core/owner.js';
import type {OnProgress} from '../core/progress.js';
import type {PullMemory} from '../core/pull-memory.js';
import type {Engine} from '../docker/engine.js';

/** A tar stream, as the engine takes it. */
export type Tar = Parameters<Engine['putArchive']>[1];

/** A part to be packed as a tar stream. */
export interface PackPart {
  readonly part: CodePart;
  /** Folder of the image that its names are below. */
  readonly target: string;
  /** Layers that are there already: a layer is merged with them. */
  readonly below: readonly CodePart[];
  /** Hears how much has gone. */
  readonly onBytes: (sent: number) => void;
  /** What goes in the place of some files' own contents. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
}

/** What the directory of an archive says. */
export interface ArchiveFacts {
  /** Sum of the sizes of its files, unpacked. */
  readonly bytes: number;
  readonly warnings: readonly string[];
}

/** What images are made with; joined in WIRE. */
export interface ImageTools {
  readonly engine: Engine;
  /** The layers of a function as folders and archives of this machine; fetches what it must. */
  readonly localLayers: (
    spec: FunctionSpec,
    options: ImageOptions,
  ) => Promise<readonly LocalLayer[]>;
  /** ARNs of layers that `localLayers` would fetch; rejects where that is not allowed. */
  readonly missingLayers: (spec: FunctionSpec, signal?: AbortSignal) => Promise<readonly string[]>;
  /** Looks at a folder or archive of code. */
  readonly readTree: (request: TreeRequest, signal?: AbortSignal) => Promise<CodeTree>;
  /** Looks at a Dockerfile and its context. */
  readonly readBuild: (source: ImageBuild, signal?: AbortSignal) => Promise<BuildInput>;
  readonly packPart: (request: PackPart) => Promise<Tar>;
  /** Opens an archive, and rejects where Lambda would; needed only to build. */
  readonly archiveFacts: (source: TreeRequest) => Promise<ArchiveFacts>;
  /** Whether a part is still what was looked at. */
  readonly isUnchanged: (part: CodePart, signal?: AbortSignal) => Promise<boolean>;
  /** Does work that only one process of this machine may do at a time, under a name. */
  readonly exclusively: <T>(
    name: string,
    work: () => Promise<T>,
    waiting: {readonly signal?: AbortSignal | undefined; readonly onWait: () => void},
  ) => Promise<T>;
  /** Counts on an image while no container of this process runs; the answer gives that up. */
  readonly countOn: (reference: string) => () => Promise<void>;
  /** Whether another living process counts on an image. */
  readonly isWanted: (reference: string) => Promise<boolean>;
  readonly emulators: EmulatorStore;
  readonly pullMemory: PullMemory;
  readonly ownership: Ownership;
  /** lambdock's version. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A function whose image is wanted, and what flags say about base images. */
export interface ImageRequest {
  /** Identity of the project. */
  readonly project: string;
  /** Absolute folder of the project file; null where flags alone describe the function. */
  readonly projectFolder?: string | null;
  readonly spec: FunctionSpec;
  readonly registry: string;
  readonly pull: PullPolicy;
  readonly standIn: StandInPolicy;
  /** Where the image is built from a Dockerfile. */
  readonly build?: NamedBuild;
}

/** What every long operation takes. */
export interface ImageOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}
