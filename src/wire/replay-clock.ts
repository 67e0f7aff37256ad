import type {JournalHead, JournalTime} from '../core/replay-journal.js';

/** How long a run takes, all sessions of it. */
export interface ReplayClock {
  wallMs(): number;
  /** Writes it down where that was not done for a while: a session that is killed still counts. */
  note(): Promise<void>;
}

const EVERY_MS = 1000;

/** A clock that goes on from where an earlier session stopped. */
export function replayClock(
  {earlierMs = 0}: Pick<JournalHead, 'earlierMs'>,
  write: (line: JournalTime) => Promise<void>,
  now: () => number = () => performance.now(),
): ReplayClock {
  const began = now();
  let noted = began;
  const wallMs = (): number => earlierMs + now() - began;
  return {
    wallMs,
    async note() {
      if (now() - noted < EVERY_MS) return;
      noted = now();
      await write({kind: 'time', wallMs: wallMs()});
    },
  };
}
