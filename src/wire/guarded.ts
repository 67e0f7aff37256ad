/** A listener of the caller's whose failure is told, and ends nothing else. */
export const guarded =
  <T>(
    name: string,
    listener: ((told: T) => void) | undefined,
    warn: (message: string) => void,
  ): ((told: T) => void) =>
  (told) => {
    try {
      listener?.(told);
    } catch (error) {
      warn(`${name} has failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
