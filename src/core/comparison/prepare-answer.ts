import {applyRules, applyToText, type RuleContext} from './apply-rules.js';
import type {Answer, Content} from './answer.js';
import type {Comparable} from './comparable.js';

/** An answer to which the rules have been applied. */
export interface PreparedAnswer {
  readonly status: Answer['status'];
  readonly content: Comparable;
  /** Status code, headers and cookies of a streamed HTTP response; the content is its body. */
  readonly http: Comparable | null;
}

/** An answer as it is compared, and as a golden keeps it. */
export function prepareAnswer(
  {status, content, http}: Answer,
  context: RuleContext,
): PreparedAnswer {
  if (http === null) return {status, content: prepared(content, context), http: null};
  // Paths are those of the response as one document: $.headers, $.body.
  const isJson = content.kind === 'json';
  const applied = applyRules(isJson ? {...http, body: content.value} : http, context);
  if (applied.kind !== 'object') return {status, content: applied, http: null};
  const {body = {kind: 'raw' as const, text: ''}, ...prelude} = Object.fromEntries(applied.members);
  return {
    status,
    content: isJson ? body : prepared(content, context),
    http: {kind: 'object', members: new Map(Object.entries(prelude))},
  };
}

function prepared(content: Content, context: RuleContext): Comparable {
  if (content.kind === 'json') return applyRules(content.value, context);
  return content.kind === 'raw' ? {kind: 'raw', text: applyToText(content.text, context)} : content;
}

/** The whole as one value, so that paths are those of the answer. */
export const wholeOf = ({content, http}: PreparedAnswer): Comparable =>
  http?.kind === 'object'
    ? {kind: 'object', members: new Map([...http.members, ['body', content]])}
    : content;
