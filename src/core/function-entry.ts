import type {FunctionSpec} from './function-spec.js';
import type {LambdockError} from '../errors/lambdock-error.js';
import type {Place} from './place.js';

/** A function as the project names it; its settings are read when it is chosen. */
export interface FunctionEntry {
  /** The name lambdock tells: a key of the file, a logical id, or `Stack/Function` in a nested stack. */
  readonly name: string;
  /** What else it answers to: its physical name, the last part of its path. */
  readonly aliases: readonly string[];
  readonly place: Place | null;
  /** Rejects with the error of this function's settings, which disturbs no other function. */
  spec(): Promise<FunctionSpec>;
}

/** A function in a list: its settings, or why they are not known. */
export type ListedFunction =
  | {
      readonly name: string;
      readonly aliases: readonly string[];
      readonly spec: FunctionSpec;
      readonly problem: null;
    }
  | {
      readonly name: string;
      readonly aliases: readonly string[];
      readonly spec: null;
      readonly problem: LambdockError;
    };

/** The entry of a function whose settings are read already. */
export const entryOf = (spec: FunctionSpec): FunctionEntry => ({
  name: spec.name,
  aliases: [],
  place: spec.place,
  spec: () => Promise.resolve(spec),
});
