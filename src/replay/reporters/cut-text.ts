import {countText} from '../../core/count-text.js';

/** The start of a text that is too long, with a note of how much is left out; never half a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}… (${countText(text.length - end, 'more character')})`;
}

/** The first line of a text, cut. */
export const firstLine = (text: string, most: number): string =>
  cutText(/^[^\r\n]*/.exec(text)?.[0] ?? '', most);

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
