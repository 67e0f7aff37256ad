import {activeWork, lastWord, presentWord, type Work} from './active-work.js';
import {describe} from './describe.js';
import {WORTH_SHOWING_MS, type Display, type DisplayContext} from './display.js';

/** A change is told at most this often, and work without news at the slower pace. */
const PACE_MS = {change: 3000, silence: 30_000} as const;
const TICK_MS = 250;

interface Told {
  readonly at: number;
  readonly text: string;
}

/** A line per change, paced: for logs, pipes and dumb terminals. */
export function plainDisplay({write, verbose, now}: DisplayContext): Display {
  const active = activeWork();
  const told = new Map<string, Told>();
  let timer: NodeJS.Timeout | undefined;

  const tell = (work: Work): void => {
    const text = describe(work.event);
    write(`${told.has(work.event.id) ? presentWord(work, now()) : text}\n`);
    told.set(work.event.id, {at: now(), text});
  };
  const tick = (): void => {
    for (const work of active.list()) {
      if (isDue(work, told.get(work.event.id), now())) tell(work);
    }
  };

  return {
    show(event, at = now()) {
      const ended = active.take(event, at);
      timer ??= setInterval(tick, TICK_MS).unref();
      if (ended !== undefined) {
        const line = lastWord(ended, at, told.delete(event.id) || verbose);
        if (line !== undefined) write(`${line}\n`);
      } else if (verbose && !told.has(event.id)) {
        tell({event, since: at});
      }
    },
    erase: () => undefined,
    close: () => clearInterval(timer),
  };
}

function isDue(work: Work, told: Told | undefined, now: number): boolean {
  if (told === undefined) return now - work.since >= WORTH_SHOWING_MS;
  const pace = describe(work.event) === told.text ? PACE_MS.silence : PACE_MS.change;
  return now - told.at >= pace;
}
