import {jsonScanner, pastSpace} from '../core/json-scanner.js';
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
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Finds how records follow each other; drops a byte order mark. */
export async function findFraming(window: ByteWindow): Promise<Framing> {
  while (window.view.length < SAMPLE_BYTES && (await window.more()));
  if (window.view.subarray(0, 3).equals(BYTE_ORDER_MARK)) window.drop(3);
  const isAll = window.view.length < SAMPLE_BYTES;
  const sample = window.view.subarray(pastSpace(window.view, 0), SAMPLE_BYTES);
  return framingOf(sample, isAll);
}

function framingOf(sample: Buffer, isAll: boolean): Framing {
  const [first, ...more] = wholeLines(sample, isAll);
  if (sample[0] === OPEN_LIST) return listOrLines(sample, more);
  if (first === undefined) return sample[0] === 0x7b || isAll ? 'values' : textFraming(sample);
  if (isLogLine(first) || jsonText(first) !== null) return 'lines';
  const step = jsonScanner().scan(sample, 0);
  const isTorn = step.kind === 'fault' || (step.kind === 'more' && isAll);
  if (!isTorn) return 'values';
  const isText = sample[0] !== 0x7b;
  return isText || more.some(isRecordLine) ? 'lines' : 'values';
}

const isRecordLine = (line: Buffer): boolean => pastSpace(line, 0) === 0 && jsonText(line) !== null;

const textFraming = (sample: Buffer): Framing => (isLogLine(sample) ? 'lines' : 'values');

/** A list that ends on its line with something behind it is a record; else its items are. */
function listOrLines(sample: Buffer, more: readonly Buffer[]): Framing {
  const step = jsonScanner().scan(sample, 0);
  const lineEnd = sample.indexOf(LINE_FEED);
  if (step.kind === 'more') return 'list';
  const isOnLine = lineEnd === -1 || step.at <= lineEnd;
  if (step.kind === 'fault') return isOnLine && more.some(isRecordLine) ? 'lines' : 'list';
  const next = pastSpace(sample, step.at);
  if (next === sample.length || !isOnLine) return 'list';
  return lineEnd !== -1 && next > lineEnd ? 'lines' : 'values';
}

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
