/** A problem as ajv reports it, with the part of the schema that was not met. */
export interface SchemaError {
  /** JSON pointer of the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Name of the key, where the key itself is the problem. */
  readonly propertyName?: string;
  readonly parentSchema: {
    readonly type?: string | readonly string[];
    readonly const?: unknown;
    readonly enum?: readonly unknown[];
    readonly properties?: Readonly<Record<string, unknown>>;
    /** The expectation in words. */
    readonly 'x-expected'?: string;
  };
}

/** A schema as ajv compiles it. */
export interface CompiledSchema {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
