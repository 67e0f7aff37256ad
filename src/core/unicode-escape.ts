/** A UTF-16 unit as JSON escapes it: `\\u001b`. */
export const unicodeEscape = (letter: string): string =>
  `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
