import type {Readable} from 'node:stream';
import type {DockerOptions} from '../core/docker-options.js';

/** What lambdock asks of a container engine, in its own types: dockerode's never leave this folder. */
export interface Engine {
  readonly endpoint: Endpoint;
  /** Asks the engine who it is; rejects with DOCKER_UNREACHABLE, DOCKER_FORBIDDEN or DOCKER_API_UNSUPPORTED. */
  info(): Promise<EngineInfo>;
  /** How many processors it has: one question, where `info` asks two. */
  cpus(): Promise<number>;

  inspectImage(reference: string): Promise<ImageFacts | null>;
  /** Images that carry all of these labels; `all` includes untagged parents. */
  listImages(labels: Labels, options?: {readonly all?: boolean}): Promise<readonly ImageFacts[]>;
  pullImage(reference: string, options: PullOptions): Promise<void>;
  /** Classic or BuildKit build of a tar context; rejects with IMAGE_BUILD_FAILED and the builder's last lines. */
  buildImage(context: Readable, options: BuildOptions): Promise<void>;
  /** True when it is gone, false when something still uses it. */
  removeImage(reference: string): Promise<boolean>;

  /** Rejects with IMAGE_NOT_FOUND when the image is not there, NAME_TAKEN is told by `null`. */
  createContainer(request: ContainerRequest): Promise<{readonly id: string} | null>;
  startContainer(id: string): Promise<void>;
  /** Both streams from the first byte on; call before start. */
  attachContainer(id: string, sink: OutputSink): Promise<ContainerOutput>;
  /** A network by name or id, or null. */
  inspectNetwork(name: string): Promise<NetworkFacts | null>;
  /**
   * Makes a bridge that leads nowhere but to this side's own address in it, and keeps its containers from each other
   * where the engine knows how. False when there is one of that name.
   */
  createClosedNetwork(request: NetworkRequest): Promise<boolean>;
  listNetworks(labels: Labels): Promise<readonly NetworkName[]>;
  /** True when it is gone, false while a container is still in it. */
  removeNetwork(name: string): Promise<boolean>;
  inspectContainer(id: string): Promise<ContainerFacts | null>;
  listContainers(labels: Labels): Promise<readonly ContainerFacts[]>;
  /** Sends a signal and returns; false when there is nothing to signal. */
  signalContainer(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean>;
  /**
   * Has it killed, without waiting for the end where the engine is on this machine: that it fails at it (5xx) is
   * heard later, by whoever still listens.
   */
  killContainer(id: string, onFailure?: () => void): Promise<void>;
  /** Kills and removes; done when it is gone, also when it was gone already. */
  removeContainer(id: string): Promise<void>;
  /**
   * Resolves with the exit code of a created container at its end, or null when the engine does not
   * say; call before start.
   */
  waitExit(id: string): Promise<number | null>;
  /** Resolves when the container has been removed. */
  waitRemoved(id: string, signal?: AbortSignal): Promise<void>;
  /** Unpacks a tar stream below a folder of a container that need not run. */
  putArchive(id: string, tar: Readable, folder: string): Promise<void>;
  /** Whether a container, which need not run, has something at a path. */
  hasPath(id: string, path: string): Promise<boolean>;
  /** The content of a file of a container, which need not run; null when there is none. */
  readFile(id: string, path: string): Promise<Uint8Array | null>;
  /** Makes an image of a container's file system. */
  commitContainer(id: string, options: CommitOptions): Promise<{readonly imageId: string}>;
  /** Peak memory in bytes since the container started, or null where the engine does not say. */
  peakMemory(id: string): Promise<number | null>;
  /**
   * The first of such events of a container in a span by the engine's clock (ms since the epoch), as soon as it is
   * told; null at the end of the span. `oom`: the kernel killed a process for memory; `kill`: somebody asked the
   * engine to.
   */
  firstEvent<E extends 'oom' | 'kill'>(
    id: string,
    events: readonly E[],
    span: {readonly since: number; readonly until: number},
  ): Promise<E | null>;
}

/** Where an engine is and who said so. */
export interface Endpoint {
  /** As a DOCKER_HOST value: `unix:///var/run/docker.sock`, `tcp://10.0.0.2:2376`, `ssh://me@host`. */
  readonly url: string;
  /** `--docker-host`, `DOCKER_HOST`, `context colima`, `default socket` ... */
  readonly origin: string;
  /** Where published ports of this engine are reached: `127.0.0.1`, or the remote host's address. */
  readonly publishedHost: string;
  /** The address published ports bind to on the engine's machine; loopback unless the engine is remote. */
  readonly bindAddress: string;
}

/** What an engine says of itself. */
export interface EngineInfo {
  readonly apiVersion: string;
  readonly serverVersion: string;
  readonly os: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly name: string;
  /** Whether containers can be held to a memory limit, swap included. */
  readonly limitsMemory: boolean;
  readonly limitsSwap: boolean;
  /** Where the engine keeps its images, on its own machine. */
  readonly dataFolder: string | null;
}

/** Name and value of every label. */
export type Labels = Readonly<Record<string, string>>;

/** One image in an engine. */
export interface ImageFacts {
  /** `sha256:...` of the configuration: always there. */
  readonly id: string;
  readonly tags: readonly string[];
  /** `repository@sha256:...`; empty when the image never met a registry. */
  readonly repoDigests: readonly string[];
  readonly labels: Labels;
  readonly architecture: string | null;
  readonly sizeBytes: number;
  readonly created: number;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingDir: string;
  readonly env: readonly string[];
}

/** Progress of a transfer in bytes, where known, and the last word of the engine. */
export type OnTransfer = (news: {
  readonly current: number | null;
  readonly total: number | null;
  readonly text: string;
}) => void;

export interface PullOptions {
  /** `linux/amd64`. */
  readonly platform: string;
  readonly signal?: AbortSignal;
  readonly onTransfer?: OnTransfer;
}

export interface BuildOptions {
  readonly tag: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly buildArgs?: Labels;
  readonly labels?: Labels;
  readonly platform?: string;
  /** Network of the build's RUN steps; `none` keeps them off every network. */
  readonly network?: string;
  readonly signal?: AbortSignal;
  /** Each line of the builder. */
  readonly onLine?: (line: string) => void;
}

export interface ContainerRequest {
  readonly name?: string;
  readonly image: string;
  readonly platform?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workingDir?: string;
  /** `NAME=value`; travels in the request's body, never on a command line. */
  readonly env?: readonly string[];
  readonly labels: Labels;
  readonly publish?: readonly PublishedPort[];
  readonly memoryBytes?: number;
  readonly network?: string;
  readonly networkAliases?: readonly string[];
  /** `host:ip`. */
  readonly extraHosts?: readonly string[];
  readonly dns?: readonly string[];
  readonly mounts?: readonly MountRequest[];
  /** Options of a file system in memory, by the path it is mounted at. */
  readonly tmpfs?: Readonly<Record<string, string>>;
  /** Further options; network, extraHosts, dns and mounts of it are in the keys above. */
  readonly docker?: DockerOptions;
  readonly autoRemove?: boolean;
  /** The engine's own small init is process 1: signals and exit codes are then the program's. */
  readonly init?: boolean;
  /** Put into the container before it can be started: the image stays as it is. */
  readonly files?: readonly ContainerFile[];
}

/** A small file for one container. */
export interface ContainerFile {
  /** Absolute; folders that are missing are made. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly mode: number;
}

/** A container's port on the engine's machine: on the endpoint's bind address, unless it says otherwise. */
export interface PublishedPort {
  readonly containerPort: number;
  /** Default: a free one. */
  readonly hostPort?: number;
  /** On the loopback of the engine's machine, also where the engine is remote. */
  readonly onLoopback?: boolean;
}

export interface MountRequest {
  readonly kind: 'bind' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** Takes a container's output. Return a promise to hold the stream back until it settles. */
export interface OutputSink {
  stdout(chunk: Uint8Array): void | Promise<void>;
  stderr(chunk: Uint8Array): void | Promise<void>;
}

/** An open attachment; `ended` resolves when both streams are over. */
export interface ContainerOutput {
  readonly ended: Promise<void>;
  close(): void;
  /** From now on it does not keep this process alive. */
  unref(): void;
}

export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly labels: Labels;
  /** `created`, `running`, `paused`, `exited`, `dead` ... */
  readonly state: string;
  readonly exitCode: number | null;
  readonly oomKilled: boolean;
  /** ISO 8601, or null. */
  readonly startedAt: string | null;
  readonly created: number;
  /** Host port by container port. */
  readonly ports: Readonly<Record<number, number>>;
  /** Its own address by network; none unless it runs. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** A network to make. */
export interface NetworkRequest {
  readonly name: string;
  readonly labels: Labels;
}

/** A network as lists tell it. */
export interface NetworkName {
  readonly name: string;
  readonly labels: Labels;
}

/** One network of an engine. */
export interface NetworkFacts {
  readonly name: string;
  /** `bridge`, `overlay`, `host` ... */
  readonly driver: string;
  /** This side's own IPv4 addresses in it: `172.17.0.1`. */
  readonly gateways: readonly string[];
  /** Whether it leads nowhere. */
  readonly isInternal: boolean;
}

export interface CommitOptions {
  /** `repository:tag`, or null for an untagged image. */
  readonly reference: string | null;
  readonly labels: Labels;
  /** What the image's configuration says besides: all else is taken from the base image. */
  readonly workingDir?: string;
}
