import type {DocumentValue} from '../../core/reference.js';
import type {Located, Spot} from './located.js';

/** How far an evaluation may go, and on what way it is. */
export interface Reach {
  /** False: whoever needs AWS throws `NeedsAws`. */
  readonly aws: boolean;
  /** True while the stage is found that tells which .env file there is. */
  readonly hostOnly?: boolean;
  /** The texts that are being evaluated, innermost first. */
  readonly trail?: Trail;
}

/** A text that is being evaluated, and what needs it. */
export interface Trail {
  readonly spot: Spot;
  readonly depth: number;
  readonly up: Trail | undefined;
}

/** AWS would have to be asked, and must not be. */
export class NeedsAws extends Error {}

/** What a source says of one variable: a value, or why there is none. */
export type Told = Located | {readonly missing: string};

/** A source's question: `type(params):address` with everything in it evaluated. */
export interface Question {
  readonly params: readonly DocumentValue[];
  readonly address: string | null;
  /** The text the variable stands in. */
  readonly spot: Spot;
  readonly reach: Reach;
}

/** Answers variables of one type. */
export type VariableSource = (question: Question) => Promise<Told>;

/** Evaluates what it is asked for and nothing else. */
export interface Evaluator {
  /** A value without variables at its top: mappings and lists are looked into by who needs them. */
  readonly top: (located: Located, reach: Reach) => Promise<Located>;
  /** A value without any variable in it. */
  readonly whole: (located: Located, reach: Reach) => Promise<Located>;
  /** An entry, with variables on the way to it; undefined where there is none. */
  readonly at: (
    located: Located,
    keys: readonly string[],
    reach: Reach,
  ) => Promise<Located | undefined>;
  /** A text of one's own, as if it stood at a spot. */
  readonly text: (text: string, spot: Spot, reach: Reach) => Promise<Located>;
}
