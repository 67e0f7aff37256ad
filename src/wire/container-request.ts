import {resolve} from 'node:path';
import {hostEntriesOf} from '../core/host-entry.js';
import {functionMounts} from '../core/function-mounts.js';
import type {Mount} from '../core/mount.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {LambdockOptions} from '../core/options.js';
import {imageConfigOf} from '../core/image-function.js';
import {ownerLabels} from '../core/owner.js';
import {mayBringExtensions} from '../core/may-bring-extensions.js';
import {platformOf} from '../core/architecture.js';
import type {Driver} from '../core/driver.js';
import {NO_EXTENSIONS_FILE, type ImageEntry} from '../core/rie.js';
import {containerEntry} from './container-entry.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {VERSION} from '../core/version.js';
import type {ContainerRequest} from '../docker/engine.js';
import {CLOSED_NETWORK} from '../sandbox/closed-network.js';

/** How long after its own timeout a container of an unknown machine is left alone. */
const EXPIRY_MARGIN_MS = 3_600_000;

/** What a container for one function is made of. */
export interface ContainerParts {
  readonly project: Project;
  readonly spec: FunctionSpec;
  /** Name of the image to run. */
  readonly image: string;
  /** The base image, whose own entry runs under the emulator. */
  readonly base: ImageEntry;
  readonly env: readonly string[];
  readonly timeoutMs: number;
  readonly driver: Driver;
  readonly owner: string;
  readonly now: number;
}

/** The container that runs a function, as options and labels say. */
export function containerRequestOf(
  parts: ContainerParts,
  options: LambdockOptions,
): ContainerRequest {
  const {project, spec, image, env, timeoutMs, owner, now} = parts;
  const {docker = {}} = spec;
  const {network = docker.network, dns = docker.dns} = options;
  const addHosts = [...(docker.extraHosts ?? []), ...(options.addHosts ?? [])];
  const mounts = mountsOf(parts, options);
  const storage = storageOf(spec, mounts);
  const config = imageConfigOf(spec) ?? {};
  const {handler, ...entry} = containerEntry(parts, config);
  return {
    image,
    platform: platformOf(spec.architecture),
    ...entry,
    ...(config.workingDirectory !== undefined && {workingDir: config.workingDirectory}),
    env: handler === null ? env : [...env, `_HANDLER=${handler}`],
    labels: ownerLabels({
      version: VERSION,
      role: 'sandbox',
      owner,
      expiresAt: now + timeoutMs + EXPIRY_MARGIN_MS,
      project: project.id,
      function: spec.name,
    }),
    ...(options.memoryLimit !== false && {memoryBytes: memoryBytes(spec, storage)}),
    ...(storage !== null && {tmpfs: {'/tmp': `rw,exec,nosuid,nodev,mode=1777,size=${storage}m`}}),
    ...(Object.keys(docker).length > 0 && {docker}),
    ...(isTurnedOff(parts, {mounts, options}) && {files: [WITHOUT_EXTENSIONS]}),
    ...(network !== undefined && networkOf(network, parts)),
    ...(addHosts.length > 0 && {extraHosts: hostEntriesOf(addHosts)}),
    ...(dns !== undefined && {dns}),
    ...(mounts.length > 0 && {mounts}),
  };
}

/** Every mount that the project and flags name. */
export const mountsOf = (
  {project, spec}: Pick<ContainerParts, 'project' | 'spec'>,
  {mounts = [], cwd = '.'}: LambdockOptions,
): readonly Mount[] => functionMounts(spec, {flags: mounts, cwd: resolve(cwd), root: project.root});

/** What is written to a tmpfs counts as the container's memory: /tmp must not take the function's. */
const memoryBytes = ({memoryMb}: FunctionSpec, storageMb: number | null): number =>
  (memoryMb + (storageMb ?? 0)) * 2 ** 20;

/** Where something else is mounted at /tmp, its size is that. */
const storageOf = ({ephemeralStorageMb}: FunctionSpec, mounts: readonly Mount[]): number | null =>
  ephemeralStorageMb === undefined || mounts.some(({target}) => /^\/tmp\/*$/.test(target))
    ? null
    : ephemeralStorageMb;

/** The emulator alone starts extensions; AWS's own images have none, so for most functions there is nothing to turn off. */
const isTurnedOff = (
  {spec, driver}: ContainerParts,
  {mounts, options}: {readonly mounts: readonly Mount[]; readonly options: LambdockOptions},
): boolean => options.extensions === false && driver === 'rie' && mayBringExtensions(spec, mounts);

const WITHOUT_EXTENSIONS = {path: NO_EXTENSIONS_FILE, content: new Uint8Array(), mode: 0o644};

/** Docker's own networks know no aliases, and in lambdock's nobody is to be known; on some no port could be published. */
function networkOf(
  network: string,
  {spec: {name}, driver}: ContainerParts,
): {network: string; networkAliases?: readonly string[]} {
  if (/^(host|none)$|^container:/.test(network)) {
    const why =
      driver === 'rie'
        ? 'no port can be published there, and the event arrives by one'
        : 'the runtime asks lambdock for its events, and has no address of its own there to be known by';
    throw new LambdockError('USAGE', {
      message: `--network ${network}: ${why}`,
      suggestions: ['name a network of your own: `docker network create NAME`'],
      details: {network},
    });
  }
  return ['bridge', 'default', CLOSED_NETWORK].includes(network)
    ? {network}
    : {network, networkAliases: [name]};
}
