import {closest} from './nearest-name.js';

/** The language family of a runtime: decides dependency folders and debugger. */
export type RuntimeFamily = 'nodejs' | 'python' | 'java' | 'ruby' | 'dotnet' | 'provided';

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
}

const runtime = (family: RuntimeFamily, id: string, tag: string): Runtime => ({
  id,
  family,
  repository: family,
  tag,
  executionEnv: family === 'provided' ? null : `AWS_Lambda_${id}`,
});

/** Every runtime lambdock knows; source: the Lambda developer guide and the repositories of AWS's base images. */
export const RUNTIMES: readonly Runtime[] = [
  ...['16', '18', '20', '22', '24'].map((v) => runtime('nodejs', `nodejs${v}.x`, v)),
  ...['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14'].map((v) =>
    runtime('python', `python${v}`, v),
  ),
  runtime('java', 'java8.al2', '8.al2'),
  ...['11', '17', '21', '25'].map((v) => runtime('java', `java${v}`, v)),
  ...['3.2', '3.3', '3.4', '4.0'].map((v) => runtime('ruby', `ruby${v}`, v)),
  ...['6', '8', '9', '10'].map((v) => runtime('dotnet', `dotnet${v}`, v)),
  runtime('provided', 'provided.al2', 'al2'),
  runtime('provided', 'provided.al2023', 'al2023'),
];

/** The row of an identifier, or undefined. */
export const findRuntime = (id: string): Runtime | undefined =>
  RUNTIMES.find((candidate) => candidate.id === id);

/** The runtime a mistyped identifier probably means, or undefined. */
export const nearestRuntime = (id: string): string | undefined =>
  closest(
    id,
    RUNTIMES.map((candidate) => candidate.id),
  );
