/** A position in a file of the user's; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, which editors and terminals turn into a link. */
export const formatPlace = ({file, line, column}: Place): string => `${file}:${line}:${column}`;
