import type {Display, DisplayContext} from './display.js';

/** Every event as one line of JSON: for programs that read stderr. */
export const jsonDisplay = ({write}: DisplayContext): Display => ({
  show: (event) => write(`${JSON.stringify({progress: event})}\n`),
  erase: () => undefined,
  close: () => undefined,
});
