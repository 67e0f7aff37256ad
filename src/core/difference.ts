/** One place in which an answer is not what was expected. */
export interface Difference {
  /** JSON path in the golden: `$.items[2].price`. */
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'removed' | 'status';
  /** Short texts: what is long is cut. */
  readonly expected?: string;
  readonly actual?: string;
}
