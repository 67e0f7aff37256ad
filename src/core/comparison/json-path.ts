import {JSONPathEnvironment, JSONPathError} from 'json-p3';
import {tooSlow, type PatternUse} from '../user-pattern.js';

/** Keys and indexes from the root of a value to a part of it. */
export type Location = readonly (string | number)[];

/** A JSON path (RFC 9535), ready to be looked up. */
export interface JsonPath {
  readonly text: string;
  /** Where its parts lie in a value that `JSON.parse` could have made. */
  locate(value: unknown): readonly Location[];
}

/** A path, or what is wrong with its text. */
export type ReadJsonPath =
  | {readonly path: JsonPath; readonly problem: null}
  | {readonly path: null; readonly problem: string};

/** Reads the text of a JSON path; what it looks for by a regular expression is bounded in time. */
export function readJsonPath(text: string, {within, ...use}: PatternUse): ReadJsonPath {
  try {
    const query = ENVIRONMENT.compile(text);
    const locate = (value: unknown): readonly Location[] =>
      [...query.query(value as Parameters<typeof query.query>[0])].map(({location}) => location);
    const bounded: typeof locate = (value) =>
      within(
        () => locate(value),
        () => tooSlow(use, 'what it is looked for in'),
      );
    return {path: {text, locate: HAS_PATTERN.test(text) ? bounded : locate}, problem: null};
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    return {path: null, problem: error.message};
  }
}

/** The functions of RFC 9535 that take a regular expression. */
const HAS_PATTERN = /(?:match|search)\s*\(/;

/** Far deeper than any answer: what is too deep to be read has been refused before. */
const ENVIRONMENT = new JSONPathEnvironment({maxRecursionDepth: 100_000});

/** A location as a JSON path that can be pasted: `$.items[2]['unit price']`. */
export const pathText = (location: Location): string => `$${location.map(segment).join('')}`;

function segment(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`;
  if (/^[A-Za-z_]\w*$/.test(part)) return `.${part}`;
  return `['${JSON.stringify(part).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}']`;
}
