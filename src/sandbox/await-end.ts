import type {Engine} from '../docker/engine.js';

/** How often a wait that breaks while the container runs is taken up again. */
const MOST_WAITS = 5;

/**
 * Resolves with the exit code of a created container at its end. A wait that breaks is no end: the
 * container is looked at, and waited for again as long as it runs. Null when it is not known how, or
 * whether, it ended.
 */
export async function awaitEnd(
  engine: Pick<Engine, 'waitExit' | 'inspectContainer'>,
  id: string,
): Promise<number | null> {
  for (let waits = 1; waits <= MOST_WAITS; waits += 1) {
    const code = await engine.waitExit(id).catch(() => null);
    if (code !== null) return code;
    const facts = await engine.inspectContainer(id).catch(() => null);
    if (facts === null) return null;
    if (!RUNS.has(facts.state)) return facts.exitCode;
  }
  return null;
}

const RUNS: ReadonlySet<string> = new Set(['created', 'running', 'paused']);
