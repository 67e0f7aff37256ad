/** How far recordings are read. */
export interface InputMeter {
  read(bytes: number): void;
  /** From 0 to 1; null where the size of an input is not known. */
  share(): number | null;
}

/** Measures inputs of these sizes. */
export function inputMeter(sizes: readonly (number | null)[]): InputMeter {
  let done = 0;
  const total = sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  );
  return {
    read: (bytes) => void (done += bytes),
    share: () => (total === null || total === 0 ? null : Math.min(1, done / total)),
  };
}
