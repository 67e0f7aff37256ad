/** JSON that is one line for every reader: some split lines at U+2028, U+2029 and U+0085 too. */
export const lineJson = (text: string): string =>
  text.replace(
    /[\u0085\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
