/** `1 container`, `3 containers`. */
export const countText = (amount: number, noun: string): string =>
  `${amount} ${noun}${amount === 1 ? '' : 's'}`;
