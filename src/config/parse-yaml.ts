import {LineCounter, parseDocument} from 'yaml';
import {LambdockError} from '../errors/lambdock-error.js';

/** The value of a YAML text that is an event; its numbers are JavaScript's. */
export function parseYaml(text: string, shownAs: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const {line, col} = lines.linePos(fault.pos[0]);
    throw new LambdockError('EVENT_INVALID', {
      message: `${shownAs}:${line}:${col}: not YAML: ${fault.message}`,
      details: {source: shownAs, line, column: col, reason: fault.message},
    });
  }
  if (document.contents === null) {
    throw new LambdockError('EVENT_INVALID', {message: `${shownAs} is empty, expected an event`});
  }
  return document.toJS() as unknown;
}
