import {LineCounter, parseDocument, type Document} from 'yaml';
import type {ConfigDocument} from '../core/document.js';
import {issuesError, type Issue} from '../core/issue.js';
import type {Place} from '../core/place.js';
import {readText} from './read-text.js';
import {walkDocument, type ParsedText} from './walk-document.js';

/** Errors of one broken line follow each other; the first few tell enough. */
const MOST_SYNTAX_ERRORS = 5;

/**
 * Reads a YAML 1.2 (or JSON) file with the place of every value; syntax errors are PROJECT_INVALID.
 * Templates have CloudFormation functions in their long form everywhere, `yes` and `no` for booleans
 * as YAML 1.1 has them, and numbers that keep their spelling.
 */
export function readDocument(
  file: string,
  shownAs: string,
  longForms: ParsedText['longForms'] = 'environment',
): ConfigDocument {
  const text = readText({
    file,
    shownAs,
    what: 'project file',
    missing: 'PROJECT_NOT_FOUND',
    unreadable: 'PROJECT_INVALID',
  });
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const placeOf = (offset: number): Place => {
    const {line, col} = lines.linePos(offset);
    return {file: shownAs, line, column: col};
  };
  if (document.errors.length > 0) throw issuesError(shownAs, syntaxIssues(document, placeOf));
  return {file, shownAs, ...walkDocument({document, text, placeOf, longForms})};
}

function syntaxIssues(document: Document.Parsed, placeOf: (offset: number) => Place): Issue[] {
  return document.errors.slice(0, MOST_SYNTAX_ERRORS).map(({message, pos}) => ({
    path: '',
    place: placeOf(pos[0]),
    found: null,
    expected: `not valid YAML: ${message}`,
    suggestion: null,
    code: 'PROJECT_INVALID',
  }));
}
