import {setTimeout as pause} from 'node:timers/promises';
import type {E2eProject} from './e2e-project.js';

/** Kills and pauses a project's containers, and remembers which. */
export interface Chaos {
  /** Containers that were killed or paused, by their short id: their own host name. */
  readonly disturbed: ReadonlySet<string>;
  readonly kills: number;
  readonly pauses: number;
  /** Does something to one container, if one runs. */
  strike(): Promise<void>;
}

const PAUSE_MS = 300;

/** Chaos in a project, as chance says. */
export function chaosIn(project: E2eProject, chance: () => number): Chaos {
  const disturbed = new Set<string>();
  const done = {kills: 0, pauses: 0};

  async function strike(): Promise<void> {
    const running = (await project.containers()).filter(({state}) => state === 'running');
    const victim = running[Math.floor(chance() * running.length)];
    if (victim === undefined) return;
    disturbed.add(victim.id.slice(0, 12));
    const container = project.docker.getContainer(victim.id);
    if (chance() < 0.6) {
      done.kills += 1;
      await container.kill();
      return;
    }
    done.pauses += 1;
    await container.pause();
    // One in three is never let go.
    if (chance() < 0.33) return;
    await pause(PAUSE_MS);
    await container.unpause();
  }

  return {
    disturbed,
    get kills() {
      return done.kills;
    },
    get pauses() {
      return done.pauses;
    },
    // It may have ended meanwhile, by the function's doing or the pool's.
    strike: () => strike().catch(() => undefined),
  };
}
