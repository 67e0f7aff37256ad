import type {EventInvokeConfig} from './event-invoke.js';
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
  /** What the project says of its events that nobody waits for; read by who serves it. */
  eventInvoke?(): Promise<EventInvokeConfig>;
}

/** What a project says of events of a function that nobody waits for. */
export const eventInvokeOf = async (
  {functions}: {readonly functions: readonly FunctionEntry[]},
  name: string,
): Promise<EventInvokeConfig> =>
  (await functions.find((entry) => entry.name === name)?.eventInvoke?.()) ?? {};

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

/**
 * The functions of a list whose settings are known; of each other one it is told why it is left out.
 * Where none is known, the first problem is everybody's.
 */
export function knownFunctions(
  listed: readonly ListedFunction[],
  tell: (message: string) => void,
): readonly FunctionSpec[] {
  const known = listed.flatMap(({spec}) => spec ?? []);
  const problems = listed.flatMap(({name, problem}) => (problem === null ? [] : [{name, problem}]));
  const [first] = problems;
  if (known.length === 0 && first !== undefined) throw first.problem;
  for (const {name, problem} of problems) {
    tell(`function ${name} is left out: ${problem.message}`);
  }
  return known;
}

/** The entry of a function whose settings are read already. */
export const entryOf = (spec: FunctionSpec): FunctionEntry => ({
  name: spec.name,
  aliases: [],
  place: spec.place,
  spec: () => Promise.resolve(spec),
});
