/** Work that may be over when it comes back, or a promise of its end. */
export type Work = void | Promise<void>;

/** Does the second work when the first is over: at once where there is nothing to wait for. */
export const inTurn = (first: Work, second: () => Work): Work =>
  first === undefined ? second() : first.then(second);

/** Does the same with each of many, one after another. */
export const eachInTurn = <T>(items: readonly T[], work: (item: T) => Work): Work =>
  items.reduce<Work>((before, item) => inTurn(before, () => work(item)), undefined);
