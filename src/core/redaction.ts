import type {RecordingFormat} from './recording-format.js';

/** What is taken out of recordings, and how. */
export interface RedactionRules {
  /** JSON paths of what is left out. */
  readonly remove: readonly string[];
  /** JSON paths of what becomes a keyed hash. */
  readonly hash: readonly string[];
  /** Regular expressions of text that is cut out. */
  readonly removePattern: readonly string[];
  /** Regular expressions of text that becomes a keyed hash. */
  readonly hashPattern: readonly string[];
}

/** The lists of rules, by name. */
export const RULE_KINDS = ['remove', 'hash', 'removePattern', 'hashPattern'] as const;

/** Whether there is anything to be redacted. */
export const hasRules = (rules: RedactionRules): boolean =>
  RULE_KINDS.some((kind) => rules[kind].length > 0);

/** All rules of several sets of them. */
export const rulesTogether = (sets: readonly Partial<RedactionRules>[]): RedactionRules => {
  const all = (kind: (typeof RULE_KINDS)[number]): readonly string[] => [
    ...new Set(sets.flatMap((rules) => rules[kind] ?? [])),
  ];
  return {
    remove: all('remove'),
    hash: all('hash'),
    removePattern: all('removePattern'),
    hashPattern: all('hashPattern'),
  };
};

/** What was redacted, and by which rules: written beside the recording. */
export interface RedactionManifest {
  readonly schemaVersion: 1;
  readonly lambdock: string;
  readonly ruleSet: {
    /** As the user calls it; else the first digits of its digest. */
    readonly name: string;
    /** Of the rules, whatever their order. */
    readonly digest: string;
    readonly rules: RedactionRules;
  };
  /** Tells two keys apart without telling the key; null where nothing is hashed. */
  readonly key: {readonly from: string; readonly id: string} | null;
  readonly files: readonly RedactedFile[];
  /** What each rule has found; a rule that found nothing is there with 0. */
  readonly found: Readonly<Record<string, number>>;
}

/** A recording that was redacted. */
export interface RedactedFile {
  readonly input: string;
  readonly output: string;
  readonly format: RecordingFormat;
  readonly records: number;
  /** Records that could not be read, and so could not be redacted: they are not in the output. */
  readonly dropped: number;
}
