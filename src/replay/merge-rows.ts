import type {ResultsRow} from '../files/results-file.js';

/** The rows of several files in the order of the events; each file is in that order already. */
export async function* mergeRows(
  sources: readonly AsyncIterable<ResultsRow>[],
): AsyncIterable<ResultsRow> {
  const open = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(open.map((rows) => rows.next()));
    for (;;) {
      let least = -1;
      for (const [at, head] of heads.entries()) {
        if (head.done === true) continue;
        const best = heads[least];
        if (best === undefined || best.done === true || head.value.index < best.value.index)
          least = at;
      }
      const head = heads[least];
      const rows = open[least];
      if (head === undefined || head.done === true || rows === undefined) return;
      yield head.value;
      heads[least] = await rows.next();
    }
  } finally {
    for (const rows of open) await rows.return?.();
  }
}
