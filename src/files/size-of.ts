import {stat} from 'node:fs/promises';

/** Bytes of a file, or null where there is none. */
export const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({size}) => size,
    () => null,
  );
