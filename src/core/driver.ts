/** What drives an execution environment: the emulator in the container, or lambdock itself. */
export type Driver = 'rie' | 'runtime-api';

/** Every driver, the default first. */
export const DRIVERS: readonly Driver[] = ['rie', 'runtime-api'];
