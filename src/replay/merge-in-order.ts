/** What several sources give, in the order of its places; each source is in that order already. */
export async function* mergeInOrder<T>(
  sources: readonly AsyncIterable<T>[],
  placeOf: (item: T) => number,
): AsyncIterable<T> {
  const open = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(open.map((rows) => rows.next()));
    for (;;) {
      let least = -1;
      for (const [at, head] of heads.entries()) {
        if (head.done === true) continue;
        const best = heads[least];
        const isFirst =
          best === undefined || best.done === true || placeOf(head.value) < placeOf(best.value);
        if (isFirst) least = at;
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
