import type {Place} from '../place.js';

/** What may be masked by its kind. */
export const MASK_KINDS = ['uuid', 'timestamp', 'request-id', 'arn'] as const;

/** A kind of text that differs at every run. */
export type MaskKind = (typeof MASK_KINDS)[number];

/** One rule of a comparison, as written; paths are JSON paths. */
export type ComparisonRule = RuleText &
  (
    | {readonly kind: 'ignore' | 'unordered' | 'parse'; readonly path: string}
    | {
        readonly kind: 'mask';
        /** Everything below it; null: the whole answer. */
        readonly path: string | null;
        /** What is replaced; null: all that lies at the path. */
        readonly what: MaskKind | {readonly regex: string} | null;
        /** What stands in its place, in angle brackets. */
        readonly name: string;
      }
    | {
        readonly kind: 'tolerance';
        readonly path: string | null;
        /** How far numbers may lie apart. */
        readonly within: number;
      }
  );

interface RuleText {
  /** The rule as messages name it: `ignore: $.id`, `--mask uuid`. */
  readonly text: string;
  /** Where a project file has it; null for a flag. */
  readonly place: Place | null;
}
