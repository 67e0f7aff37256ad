import type {Architecture} from './architecture.js';
import type {CodePart} from './code-tree.js';
import {sha256} from './digest.js';
import {LABELS} from './labels.js';

/** Below this name are all derived images. */
export const DERIVED_REPOSITORY = 'lambdock';

/** Where a derived image starts. */
export interface BaseImage {
  /** As it was asked for, or the stand-in's name. */
  readonly name: string;
  /** Of the image's configuration: it changes whenever anything in the image does. */
  readonly id: string;
  /** `sha256:...` in the registry; null for an image that never met one. */
  readonly digest: string | null;
  /** True when an offline stand-in takes the place of AWS's image. */
  readonly standIn: boolean;
}

/** One image layer on top of the one before it. */
export interface ChainStep {
  readonly part: CodePart;
  /** Folder in the image, without the first slash. */
  readonly target: 'usr/local/bin' | 'opt' | 'var/task';
  /** Of everything up to and with this step: an image with this label is this far. */
  readonly digest: string;
}

/** What decides the content of a derived image. The environment never does: it may hold secrets. */
export interface ChainRequest {
  readonly baseId: string;
  readonly architecture: Architecture;
  /** The emulator where the image has none, layers in the function's order, dependencies, code. */
  readonly parts: readonly CodePart[];
}

/** Changes when the same input would be made into another image. */
const FORMAT = 'lambdock derived image 1';
const TAG_LENGTH = 16;
const LONGEST_NAME = 128;

const TARGETS = {
  emulator: 'usr/local/bin',
  layer: 'opt',
  dependencies: 'var/task',
  code: 'var/task',
} as const;

/** The steps from a base image to a derived one, each with the digest of all before it. */
export function chainOf({baseId, architecture, parts}: ChainRequest): readonly ChainStep[] {
  let before = sha256([FORMAT, baseId, architecture].join('\n'));
  return parts.map((part) => {
    const target = TARGETS[part.kind];
    before = sha256([before, target, part.digest].join('\n'));
    return {part, target, digest: before};
  });
}

/** `lambdock/<function>:<start of the digest>`. */
export const derivedName = (functionName: string, digest: string): string =>
  `${DERIVED_REPOSITORY}/${repositoryName(functionName)}:${digest.slice(0, TAG_LENGTH)}`;

/** Whether an image name is one that lambdock gives. */
export const isDerivedName = (name: string): boolean =>
  plainName(name).startsWith(`${DERIVED_REPOSITORY}/`);

/** A name as it was given; podman puts a registry before it. */
export const plainName = (name: string): string => name.replace(/^(localhost|docker\.io)\//, '');

/** A function's name as Docker allows it: lower case, single separators, none at the ends. */
export const repositoryName = (functionName: string): string =>
  functionName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, (separator) => (/^(_{1,2}|-+|\.)$/.test(separator) ? separator : '-'))
    .slice(0, LONGEST_NAME)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '') || 'function';

/** Name of the container that makes a step; being unique in an engine, it is the step's lock. */
export const buildContainerName = (digest: string): string => `lambdock-build-${digest}`;

/** Whose image it is; the images between base and derived one belong to nobody. */
export interface ImageOwner {
  readonly project: string;
  readonly function: string;
}

/**
 * Labels of the image of a step. The container that makes it passes its own labels on, and Docker
 * can only blank them.
 */
export function imageLabels(
  {
    version,
    digest,
    base,
  }: {readonly version: string; readonly digest: string; readonly base: string},
  owner: ImageOwner | null,
): Readonly<Record<string, string>> {
  return {
    [LABELS.version]: version,
    [LABELS.role]: 'image',
    [LABELS.digest]: digest,
    [LABELS.base]: base,
    [LABELS.project]: owner?.project ?? '',
    [LABELS.function]: owner?.function ?? '',
    [LABELS.owner]: '',
    [LABELS.expires]: '',
  };
}
