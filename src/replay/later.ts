/** Work that is done in order, behind what goes on at once: nobody waits for it before the end. */
export interface Later {
  /** Rejects when an earlier work has failed; nothing more is done then. */
  add(work: () => Promise<void>): Promise<void>;
  /** Resolves when all is done; rejects with the first failure. */
  done(): Promise<void>;
}

/** As much may be left undone. */
const MOST = 16;

/** Does work in the next turn of the event loop, when what has begun meanwhile is on its way. */
export function later(): Later {
  const waiting: (() => Promise<void>)[] = [];
  let working: Promise<void> | null = null;
  let failure: {readonly error: unknown} | null = null;
  const workOff = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    } catch (error) {
      failure ??= {error};
      waiting.length = 0;
    }
    working = null;
  };
  const check = (): void => {
    if (failure !== null) throw failure.error;
  };
  return {
    async add(work) {
      if (waiting.length >= MOST) await working;
      check();
      waiting.push(work);
      working ??= workOff();
    },
    async done() {
      while (working !== null) await working;
      check();
    },
  };
}
