import {findRuntime, RUNTIMES, type Runtime} from './runtime.js';

/** A day as the runtime table writes it. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whether Lambda has ended its support of a runtime. Days compare as text. */
export const isDeprecated = ({deprecated}: Runtime, today: string): boolean =>
  deprecated !== null && deprecated <= today;

/** What a user of the runtime should hear of its support, or nothing. */
export function supportWarnings(id: string | null, today: string): readonly string[] {
  const runtime = id === null ? undefined : findRuntime(id);
  if (runtime === undefined) return [];
  if (runtime.preview) return [`Lambda offers ${runtime.id} as a preview: it may still change`];
  if (!isDeprecated(runtime, today)) return [];
  const next = successorOf(runtime, today);
  const advice = next === undefined ? '' : `; ${next} is supported`;
  return [`Lambda deprecated ${runtime.id} on ${runtime.deprecated ?? ''}${advice}`];
}

/** The newest supported runtime of the same language; Go's functions have become executables of provided.*. */
function successorOf({family}: Runtime, today: string): string | undefined {
  const successors = family === 'go' ? 'provided' : family;
  return RUNTIMES.findLast(
    (row) => row.family === successors && !row.preview && !isDeprecated(row, today),
  )?.id;
}
