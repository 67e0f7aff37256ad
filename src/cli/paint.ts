/** Colours a text, or leaves it. */
export interface Paint {
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  dim(text: string): string;
}

/** What decides about colour; each stream is judged alone. */
export interface ColourWish {
  readonly noColor: boolean;
  readonly isTerminal: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Whether to colour: --no-color, NO_COLOR, FORCE_COLOR, TERM=dumb, then whether a person looks. */
export function wantsColour({noColor, isTerminal, variables}: ColourWish): boolean {
  const {NO_COLOR, FORCE_COLOR, TERM} = variables;
  if (noColor || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return !/^(0|false)$/i.test(FORCE_COLOR);
  return isTerminal && TERM !== 'dumb';
}

const code =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001B[${open}m${text}\u001B[${close}m`;

const COLOURED: Paint = {
  red: code(31, 39),
  yellow: code(33, 39),
  green: code(32, 39),
  dim: code(2, 22),
};
const same = (text: string): string => text;
const PLAIN: Paint = {red: same, yellow: same, green: same, dim: same};

/** A paint that colours, or one that does not. */
export const paintFor = (wish: ColourWish): Paint => (wantsColour(wish) ? COLOURED : PLAIN);
