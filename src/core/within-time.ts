/** Runs work that may take for ever; throws what `onOver` gives where it takes too long. */
export type WithinTime = <T>(work: () => T, onOver: () => Error) => T;

/** For work of which it is known that it comes to an end. */
export const unbounded: WithinTime = (work) => work();
