/** A text without the sequences that colour it on a terminal. */
export const withoutColour = (text: string): string => text.replace(COLOUR, '');

const COLOUR = /\u001b\[[\d;:]*[A-Za-z]/g;
