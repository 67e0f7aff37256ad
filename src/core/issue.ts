import type {ErrorCode} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {formatPlace, type Place} from './place.js';

/** One problem of a configuration file. */
export interface Issue {
  /** `functions.hello.timeout`; empty for the file as a whole. */
  readonly path: string;
  readonly place: Place;
  /** What is there, as written; null where something is missing. */
  readonly found: string | null;
  readonly expected: string;
  /** The name that was probably meant, or null. */
  readonly suggestion: string | null;
  /** The error's code when nothing else is wrong with the file. */
  readonly code: Extract<
    ErrorCode,
    'PROJECT_INVALID' | 'RUNTIME_UNKNOWN' | 'HANDLER_MISSING' | 'HANDLER_INVALID'
  >;
}

const sentence = ({path, place, found, expected, suggestion}: Issue): string =>
  [
    `${formatPlace(place)}: ${path === '' ? '' : `${path}: `}`,
    found === null ? expected : `found ${found}, expected ${expected}`,
    suggestion === null ? '' : `; did you mean ${suggestion}?`,
  ].join('');

const byPlace = (one: Issue, other: Issue): number =>
  one.place.line - other.place.line || one.place.column - other.place.column;

/** A parser may stumble over one thing more than once. */
const distinct = (found: readonly Issue[]): readonly Issue[] => [
  ...new Map(found.map((issue) => [`${issue.code} ${sentence(issue)}`, issue])).values(),
];

/** One error that tells every problem of a file, in the order of its lines. */
export function issuesError(shownAs: string, found: readonly Issue[]): LambdockError {
  const issues = distinct(found).toSorted(byPlace);
  const [first] = issues;
  if (first === undefined) throw new TypeError('no issues');
  const code = issues.every((issue) => issue.code === first.code) ? first.code : 'PROJECT_INVALID';
  const lines = issues.map(sentence);
  return new LambdockError(code, {
    message:
      lines.length === 1
        ? lines.join('')
        : [`${shownAs} has ${lines.length} problems`, ...lines.map((line) => `  ${line}`)].join(
            '\n',
          ),
    details: {
      issues: issues.map(({path, place, found: value, expected, suggestion}) => ({
        path,
        ...place,
        found: value,
        expected,
        suggestion,
      })),
    },
  });
}
