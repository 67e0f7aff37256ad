import {
  DEEPEST,
  isExactList,
  isExactMapping,
  isExactNumber,
  readExactJson,
  type ExactJson,
  type ExactMapping,
} from '../exact-json.js';
import type {Status} from '../invocation.js';
import type {Answer, Content} from './answer.js';
import {jsonText, type Comparable} from './comparable.js';
import type {Comparison} from './compare-answers.js';
import type {PreparedAnswer} from './prepare-answer.js';

/** The answer that an event should get, as a file keeps it. */
export interface Golden {
  readonly eventId: string;
  readonly answer: Answer;
}

/** What a golden is written from. */
export interface GoldenContent {
  readonly functionName: string;
  readonly eventId: string;
  readonly prepared: PreparedAnswer;
  /** Of the invocation that answered. */
  readonly requestId: string | null;
  /** The names of rules that must not be applied to it once more. */
  readonly applied?: readonly string[];
}

/**
 * A golden as text: keys sorted, ignored places left out, masks applied, so that the same answer
 * makes the same text at every run and a change is a readable line in version control.
 */
export function goldenText(golden: GoldenContent): string {
  const {functionName, eventId, prepared, requestId, applied = []} = golden;
  const {status, content, http} = prepared;
  const members = [
    ['schemaVersion', '1'],
    ['function', JSON.stringify(functionName)],
    ['event', JSON.stringify(eventId)],
    ['status', JSON.stringify(status)],
    ...(http === null ? [] : [['http', jsonText(http, '  ')]]),
    [status === 'ok' ? KEYS[kindOf(content)] : 'error', jsonText(content, '  ')],
    ...(applied.length === 0 ? [] : [['applied', listText(applied)]]),
  ];
  const text = lines(members);
  // A mask of request ids that is asked for later has to know this one.
  return requestId === null || !text.includes(requestId)
    ? text
    : lines([...members, ['requestId', JSON.stringify(requestId)]]);
}

/** A golden as text that says which rules have been applied to it, if it were another after they are once more. */
export function settledGoldenText(
  content: GoldenContent,
  {changing, prepareAgain}: Pick<Comparison, 'changing' | 'prepareAgain'>,
): string {
  const text = goldenText(content);
  const golden = changing.length === 0 ? null : readGolden(text);
  if (golden === null) return text;
  const {answer} = golden;
  const again = {...content, prepared: prepareAgain(answer), requestId: answer.requestId};
  return goldenText(again) === text ? text : goldenText({...content, applied: changing});
}

const listText = (texts: readonly string[]): string =>
  `[\n${texts.map((text) => `    ${JSON.stringify(text)}`).join(',\n')}\n  ]`;

const lines = (members: readonly (readonly (string | undefined)[])[]): string =>
  `{\n${members.map(([key = '', value = '']) => `  "${key}": ${value}`).join(',\n')}\n}\n`;

const KEYS = {json: 'payload', raw: 'payloadText', bytes: 'payloadBase64'} as const;

const kindOf = ({kind}: Comparable): Content['kind'] =>
  kind === 'raw' || kind === 'bytes' ? kind : 'json';

/** The golden that a text holds, or null where it holds none. */
export function readGolden(text: string): Golden | null {
  const value = readExactJson(text, DEEPEST + OF_GOLDEN);
  if (value === undefined || !isExactMapping(value)) return null;
  const {event, status, http, requestId, schemaVersion, applied} = value;
  const content = contentOf(value);
  if (typeof event !== 'string' || typeof status !== 'string' || content === null) return null;
  if (schemaVersion === undefined || !isOne(schemaVersion)) return null;
  return {
    eventId: event,
    answer: {
      // Whatever another status says, no result has it: it differs.
      status: status as Status,
      content,
      http: http !== undefined && isExactMapping(http) ? http : null,
      requestId: typeof requestId === 'string' ? requestId : null,
      applied: textsIn(applied),
    },
  };
}

const textsIn = (list: ExactJson | undefined): readonly string[] =>
  list !== undefined && isExactList(list) ? list.filter((text) => typeof text === 'string') : [];

function contentOf(golden: ExactMapping): Content | null {
  const {payload, payloadText, payloadBase64, error} = golden;
  const json = golden['status'] === 'ok' ? payload : error;
  if (json !== undefined) return {kind: 'json', value: json};
  if (typeof payloadText === 'string') return {kind: 'raw', text: payloadText};
  return typeof payloadBase64 === 'string' ? {kind: 'bytes', text: payloadBase64} : null;
}

/** Levels around the answer. */
const OF_GOLDEN = 2;

const isOne = (value: ExactJson): boolean => isExactNumber(value) && value.value === '1';
