import {jsonScanner, pastSpace, type ScanStep} from '../core/json-scanner.js';
import type {ByteWindow} from './byte-window.js';
import {jsonText, type RawRecord} from './raw-record.js';
import {splitLines, isLogLine} from './split-lines.js';
import {splitList, splitValues, type Enters} from './split-values.js';

/** How records follow each other in an input. */
export type Framing = 'lines' | 'list' | 'values';

/** As much of an input as is looked at before the first record. */
const SAMPLE_BYTES = 256 * 1024;

const LINE_FEED = 0x0a;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Finds how records follow each other, unless it is known; drops a byte order mark. No more is read than
 * it takes: whoever writes the input may be waiting for what becomes of its first records.
 */
export async function findFraming(window: ByteWindow, known: Framing | null): Promise<Framing> {
  while (window.view.length < BYTE_ORDER_MARK.length && (await window.more()));
  if (window.view.subarray(0, 3).equals(BYTE_ORDER_MARK)) window.drop(3);
  if (known !== null) return known;
  for (;;) {
    const sample = window.view.subarray(pastSpace(window.view, 0), SAMPLE_BYTES);
    const found = certainFraming(sample);
    if (found !== null) return found;
    const isFull = window.view.length >= SAMPLE_BYTES;
    if (isFull || !(await window.more())) return likelyFraming(sample, !isFull);
  }
}

/** What no byte behind the sample can change; null where more must be seen. */
function certainFraming(sample: Buffer): Framing | null {
  const lineEnd = sample.indexOf(LINE_FEED);
  if (sample[0] === OPEN_LIST) return certainList(sample, lineEnd);
  const line = lineEnd === -1 ? null : sample.subarray(0, lineEnd);
  if (line !== null && (isLogLine(line) || jsonText(line) !== null)) return 'lines';
  if (line === null && sample[0] !== OPEN_OBJECT) return null;
  const step = jsonScanner().scan(sample, 0);
  if (line !== null && isUnreadable(line, step))
    return wholeLines(sample, false).slice(1).some(isRecordLine) ? 'lines' : null;
  if (step.kind !== 'end') return null;
  return line !== null || pastSpace(sample, step.at) < sample.length ? 'values' : null;
}

/** Whether a line that is no JSON is a record of its own all the same: nothing of it is on another line. */
const isUnreadable = (line: Buffer, step: ScanStep): boolean =>
  step.kind === 'fault' ||
  (step.kind === 'end' && step.at <= line.length && pastSpace(line, step.at) === line.length);

/** A list that ends on its line with something behind it is a record; else its items are. */
function certainList(sample: Buffer, lineEnd: number): Framing | null {
  const step = jsonScanner().scan(sample, 0);
  const isBehindLine = lineEnd !== -1 && (step.kind === 'more' || step.at > lineEnd);
  if (isBehindLine) return 'list';
  if (step.kind !== 'end') return null;
  const next = pastSpace(sample, step.at);
  if (next === sample.length) return null;
  return lineEnd !== -1 && next > lineEnd ? 'lines' : 'values';
}

/** What the sample makes of an input of which no more is looked at. */
function likelyFraming(sample: Buffer, isAll: boolean): Framing {
  const [first, ...more] = wholeLines(sample, isAll);
  const step = jsonScanner().scan(sample, 0);
  if (sample[0] === OPEN_LIST)
    return step.kind === 'fault' && more.some(isRecordLine) ? 'lines' : 'list';
  if (first === undefined)
    return sample[0] === OPEN_OBJECT || isAll ? 'values' : textFraming(sample);
  if (isLogLine(first) || jsonText(first) !== null) return 'lines';
  const isTorn = isUnreadable(first, step) || (step.kind === 'more' && isAll);
  if (!isTorn) return 'values';
  const isText = sample[0] !== OPEN_OBJECT;
  return isText || more.some(isRecordLine) ? 'lines' : 'values';
}

const isRecordLine = (line: Buffer): boolean => pastSpace(line, 0) === 0 && jsonText(line) !== null;

const textFraming = (sample: Buffer): Framing => (isLogLine(sample) ? 'lines' : 'values');

/** Lines that are in the sample with their ends; the last one of a file needs none. */
function wholeLines(sample: Buffer, isAll: boolean): readonly Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = sample.indexOf(LINE_FEED); end !== -1; end = sample.indexOf(LINE_FEED, start)) {
    lines.push(sample.subarray(start, end));
    start = end + 1;
  }
  if (isAll && start < sample.length) lines.push(sample.subarray(start));
  return lines.filter((line) => pastSpace(line, 0) < line.length);
}

/** The records of an input in the framing that it has. */
export function split(
  window: ByteWindow,
  framing: Framing,
  enters: Enters,
): AsyncGenerator<RawRecord> {
  if (framing === 'lines') return splitLines(window, enters);
  return framing === 'list' ? splitList(window) : splitValues(window, enters);
}
