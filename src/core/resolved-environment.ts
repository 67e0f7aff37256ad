/** A variable ready for a sandbox. */
export interface ResolvedVariable {
  readonly value: string;
  /** Where it was given: `lambdock.yml:4:3`, `env.json`, `--env`. */
  readonly origin: string;
  /** Whether the project declares it, or the caller gave it for this run. */
  readonly by: 'project' | 'caller';
  /** What was looked up for it: `export shared-table`; empty where it was written as it is. */
  readonly sources?: readonly string[];
  /** Masked wherever it is shown. */
  readonly secret?: boolean;
}

/** Every variable of a function, ready for a sandbox. */
export type ResolvedEnvironment = Readonly<Record<string, ResolvedVariable>>;
