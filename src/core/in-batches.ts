/**
 * Work that is shared by all who ask for it while the same work is under way: not the one under
 * way, which may have seen an older state than the asker's, but the next one. Nothing is kept.
 */
export function inBatches<T>(): (name: string, work: () => Promise<T>) => Promise<T> {
  const batches = new Map<string, {running: Promise<unknown>; next: Promise<T> | null}>();
  return (name, work) => {
    const batch = batches.get(name) ?? {running: Promise.resolve(), next: null};
    batches.set(name, batch);
    batch.next ??= batch.running.then(() => {
      batch.next = null;
      const mine = work();
      batch.running = mine.then(settled, settled);
      return mine;
    });
    return batch.next;

    function settled(): void {
      if (batch.next === null && batches.get(name) === batch) batches.delete(name);
    }
  };
}
