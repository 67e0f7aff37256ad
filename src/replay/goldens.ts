import {recordedAnswer, answerOf} from '../core/comparison/answer.js';
import type {Comparison} from '../core/comparison/compare-answers.js';
import {
  goldenText,
  readGolden,
  settledGoldenText,
  type GoldenContent,
} from '../core/comparison/golden.js';
import {countText} from '../core/count-text.js';
import {eventIdOf, goldenName, isGoldenName} from '../core/golden-name.js';
import type {InvocationResult} from '../core/invocation.js';
import type {Judge, JudgeReport} from '../core/judge.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {GoldenStore} from '../files/golden-store.js';
import type {Expected, ExpectedAnswers} from './expected-answers.js';
import {isLost} from './lost-result.js';

/** What goldens are kept with. */
export interface GoldenTools {
  readonly store: GoldenStore;
  readonly comparison: Comparison;
  readonly functionName: string;
}

/** A folder of goldens in use by one run. */
export interface Goldens extends ExpectedAnswers {
  /** Writes the golden of an event, where it is not the same already. */
  write(event: RecordedEvent, result: InvocationResult): Promise<void>;
}

/** Goldens of a function, and in their absence what destination records tell. */
export async function openGoldens(tools: GoldenTools): Promise<Goldens> {
  const {store} = tools;
  const names = await store.names();
  const unused = new Set(names?.filter(isGoldenName));
  const there = unused.size;
  const counts = {written: 0, changed: 0, unchanged: 0, found: 0, missing: 0};
  const read = async ({id}: RecordedEvent): Promise<string | null> => {
    unused.delete(goldenName(id));
    return store.read(goldenName(id));
  };
  return {
    async of(event, {result}) {
      const text = await read(event);
      // The same text is the same answer: most goldens need not be read any closer.
      const isSame = text !== null && text === goldenText(goldenOf(tools, event, result));
      const found = isSame ? SAME : expectedIn(text, event, store);
      counts[found.kind === 'missing' ? 'missing' : 'found'] += 1;
      return found;
    },
    async write(event, result) {
      const text = settledGoldenText(goldenOf(tools, event, result), tools.comparison);
      const before = await read(event);
      if (before === text) {
        counts.unchanged += 1;
        return;
      }
      await store.write(goldenName(event.id), text);
      counts[before === null ? 'written' : 'changed'] += 1;
    },
    end: async ({isWhole}) =>
      report({store, counts, there, isFolder: names !== null, unused: isWhole ? [...unused] : []}),
  };
}

const SAME = {kind: 'same'} as const;

/** A judge that compares nothing and keeps every answer as the golden of its event. */
export function recordAnswers(goldens: Goldens): Judge {
  return {
    async judge(event, result) {
      if (isLost(result)) return {check: 'missing', diff: null};
      await goldens.write(event, result);
      return {check: null, diff: null};
    },
    end: (run) => goldens.end(run),
  };
}

function expectedIn(text: string | null, event: RecordedEvent, {shownAs}: GoldenStore): Expected {
  if (text === null) {
    return event.recorded === null
      ? {kind: 'missing'}
      : // Such a record is named by the request whose answer it tells.
        {kind: 'answer', answer: recordedAnswer(event.recorded, event.id)};
  }
  const golden = readGolden(text);
  const file = `${shownAs}/${goldenName(event.id)}`;
  if (golden === null) return {kind: 'unusable', why: `${file} is no golden`, golden: file};
  // Where upper and lower case are one, the files of two ids may be.
  return golden.eventId === event.id
    ? {kind: 'answer', answer: golden.answer, golden: file}
    : {
        kind: 'unusable',
        why: `${file} is the golden of ${JSON.stringify(golden.eventId)}`,
        golden: file,
      };
}

function goldenOf(
  {comparison, functionName}: GoldenTools,
  {id: eventId}: RecordedEvent,
  result: InvocationResult,
): GoldenContent {
  const prepared = comparison.prepare(answerOf(result));
  return {functionName, eventId, prepared, requestId: result.requestId};
}

interface Use {
  readonly store: GoldenStore;
  readonly there: number;
  /** Whether there was a folder at all. */
  readonly isFolder: boolean;
  readonly unused: readonly string[];
  readonly counts: Readonly<
    Record<'written' | 'changed' | 'unchanged' | 'found' | 'missing', number>
  >;
}

const MOST_NAMED = 5;

function report({store: {shownAs}, counts, there, isFolder, unused}: Use): JudgeReport {
  const {written, changed, unchanged, found, missing} = counts;
  const done = [
    ...(written > 0 ? [`${written} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  const named = unused.slice(0, MOST_NAMED).map((name) => eventIdOf(name) ?? name);
  const more = unused.length > named.length ? ` and ${unused.length - named.length} more` : '';
  return {
    notes: done.length === 0 ? [] : [`goldens in ${shownAs}: ${done.join(', ')}`],
    warnings: [
      ...(there + found + written === 0 && missing > 0
        ? [
            isFolder
              ? `there are no goldens in ${shownAs}; --record writes them`
              : `there is no folder ${shownAs}; --record makes it and writes goldens into it`,
          ]
        : []),
      ...(unused.length === 0
        ? []
        : [
            `${countText(unused.length, 'golden')} in ${shownAs} ${unused.length === 1 ? 'is' : 'are'} of no event: ${named.join(', ')}${more}`,
          ]),
    ],
  };
}
