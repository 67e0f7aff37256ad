import {closest} from './nearest-name.js';

/** The language family of a runtime: decides handler grammar, dependency folders and debugger. */
export type RuntimeFamily = 'nodejs' | 'python' | 'java' | 'ruby' | 'dotnet' | 'go' | 'provided';

/** The protocol by which a debugger attaches: Chrome DevTools', debugpy's, Java's. */
export type Debugger = 'cdp' | 'debugpy' | 'jdwp';

/** A row of the runtime table. */
export interface Runtime {
  /** Lambda's identifier. */
  readonly id: string;
  readonly family: RuntimeFamily;
  /** Repository below the registry prefix. */
  readonly repository: string;
  readonly tag: string;
  /** Value of AWS_EXECUTION_ENV, or null where Lambda sets none. */
  readonly executionEnv: string | null;
  /** The day Lambda ends its support, as AWS names it; null where AWS has named none. */
  readonly deprecated: string | null;
  /** True while AWS offers it as a preview, under an image tag that ends with it. */
  readonly preview: boolean;
  /** Folders of layers that the runtime reads by itself, besides /opt/bin and /opt/lib. */
  readonly optFolders: readonly string[];
  /** What the entry point is given where a function names no handler; null where it must. */
  readonly defaultCommand: string | null;
  readonly debugger: Debugger | null;
}

/** What a version decides of a row. */
interface Version {
  readonly id: string;
  readonly tag: string;
  readonly deprecated: string | null;
  readonly preview?: boolean;
}

/** What all versions of a family have in common. */
interface FamilyTraits {
  readonly optFolders: (version: string) => readonly string[];
  readonly debugger: Debugger | null;
  readonly defaultCommand?: string;
}

const TRAITS: Readonly<Record<RuntimeFamily, FamilyTraits>> = {
  nodejs: {
    optFolders: (version) => [
      `/opt/nodejs/node${version}/node_modules`,
      '/opt/nodejs/node_modules',
    ],
    debugger: 'cdp',
  },
  python: {
    optFolders: (version) => [`/opt/python/lib/python${version}/site-packages`, '/opt/python'],
    debugger: 'debugpy',
  },
  java: {optFolders: () => ['/opt/java/lib'], debugger: 'jdwp'},
  ruby: {
    optFolders: (version) => [`/opt/ruby/gems/${version}.0`, '/opt/ruby/lib'],
    debugger: null,
  },
  dotnet: {optFolders: () => [], debugger: null},
  go: {optFolders: () => [], debugger: null},
  provided: {optFolders: () => ['/opt/bootstrap'], debugger: null, defaultCommand: 'bootstrap'},
};

/** Identifier, tag of the base image, and the day of deprecation, of every version. */
const VERSIONS: Readonly<Record<RuntimeFamily, readonly Version[]>> = {
  nodejs: [
    {id: 'nodejs12.x', tag: '12', deprecated: '2023-03-31'},
    {id: 'nodejs14.x', tag: '14', deprecated: '2023-12-04'},
    {id: 'nodejs16.x', tag: '16', deprecated: '2024-06-12'},
    {id: 'nodejs18.x', tag: '18', deprecated: '2025-09-01'},
    {id: 'nodejs20.x', tag: '20', deprecated: '2026-04-30'},
    {id: 'nodejs22.x', tag: '22', deprecated: '2027-04-30'},
    {id: 'nodejs24.x', tag: '24', deprecated: '2028-04-30'},
    {id: 'nodejs26.x', tag: '26-preview', deprecated: null, preview: true},
  ],
  python: [
    {id: 'python3.7', tag: '3.7', deprecated: '2023-12-04'},
    {id: 'python3.8', tag: '3.8', deprecated: '2024-10-14'},
    {id: 'python3.9', tag: '3.9', deprecated: '2025-12-15'},
    {id: 'python3.10', tag: '3.10', deprecated: '2026-10-31'},
    {id: 'python3.11', tag: '3.11', deprecated: '2027-06-30'},
    {id: 'python3.12', tag: '3.12', deprecated: '2028-10-31'},
    {id: 'python3.13', tag: '3.13', deprecated: '2029-06-30'},
    {id: 'python3.14', tag: '3.14', deprecated: '2029-06-30'},
    {id: 'python3.15', tag: '3.15-preview', deprecated: null, preview: true},
  ],
  java: [
    {id: 'java8', tag: '8', deprecated: '2024-01-08'},
    {id: 'java8.al2', tag: '8.al2', deprecated: '2027-06-30'},
    {id: 'java8.al2023', tag: '8.al2023', deprecated: '2029-06-30'},
    {id: 'java11', tag: '11', deprecated: '2027-06-30'},
    {id: 'java11.al2023', tag: '11.al2023', deprecated: '2029-06-30'},
    {id: 'java17', tag: '17', deprecated: '2027-06-30'},
    {id: 'java17.al2023', tag: '17.al2023', deprecated: '2029-06-30'},
    {id: 'java21', tag: '21', deprecated: '2029-06-30'},
    {id: 'java25', tag: '25', deprecated: '2029-06-30'},
  ],
  ruby: [
    {id: 'ruby2.7', tag: '2.7', deprecated: '2023-12-07'},
    {id: 'ruby3.2', tag: '3.2', deprecated: '2026-03-31'},
    {id: 'ruby3.3', tag: '3.3', deprecated: '2027-03-31'},
    {id: 'ruby3.4', tag: '3.4', deprecated: '2028-03-31'},
    {id: 'ruby4.0', tag: '4.0', deprecated: '2029-03-31'},
  ],
  dotnet: [
    {id: 'dotnetcore3.1', tag: 'core3.1', deprecated: '2023-04-03'},
    {id: 'dotnet6', tag: '6', deprecated: '2024-12-20'},
    {id: 'dotnet8', tag: '8', deprecated: '2026-11-10'},
    {id: 'dotnet9', tag: '9', deprecated: '2026-11-10'},
    {id: 'dotnet10', tag: '10', deprecated: '2028-11-14'},
  ],
  go: [{id: 'go1.x', tag: '1', deprecated: '2024-01-08'}],
  provided: [
    {id: 'provided', tag: 'alami', deprecated: '2024-01-08'},
    {id: 'provided.al2', tag: 'al2', deprecated: '2026-07-31'},
    {id: 'provided.al2023', tag: 'al2023', deprecated: '2029-06-30'},
  ],
};

/** Every family, in the order of the table. */
export const FAMILIES = Object.keys(VERSIONS) as readonly RuntimeFamily[];

function rowOf(family: RuntimeFamily, version: Version): Runtime {
  const {id, tag, deprecated, preview = false} = version;
  const traits = TRAITS[family];
  return {
    id,
    family,
    repository: family,
    tag,
    executionEnv: family === 'provided' ? null : `AWS_Lambda_${id}`,
    deprecated,
    preview,
    optFolders: traits.optFolders(tag.replace('-preview', '')),
    defaultCommand: traits.defaultCommand ?? null,
    debugger: traits.debugger,
  };
}

/** Every runtime lambdock knows; source: the Lambda developer guide and the repositories of AWS's base images. */
export const RUNTIMES: readonly Runtime[] = FAMILIES.flatMap((family) =>
  VERSIONS[family].map((version) => rowOf(family, version)),
);

/** The row of an identifier, or undefined. */
export const findRuntime = (id: string): Runtime | undefined =>
  RUNTIMES.find((candidate) => candidate.id === id);

/** The runtime a mistyped identifier probably means, or undefined. */
export const nearestRuntime = (id: string, others: readonly string[] = []): string | undefined =>
  closest(id, [...RUNTIMES.map((candidate) => candidate.id), ...others]);
