/** Whose fault a failure is; `docs/errors.md` groups by it. */
export type Fault = 'project' | 'environment' | 'signal' | 'lambdock';

/** A failure as the catalogue has it. */
export interface CatalogEntry {
  readonly exit: 2 | 3 | 70 | 130 | 143;
  readonly fault: Fault;
  /** One sentence: when this happens. */
  readonly when: string;
  /** What to try when the error itself has nothing better. */
  readonly hint: string;
}
