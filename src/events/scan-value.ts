import {jsonScanner, pastSpace, startsValue, type JsonScanner} from '../core/json-scanner.js';
import type {ByteWindow} from './byte-window.js';
import {jsonText, RECORD_LIMIT, type JsonText} from './raw-record.js';

const LINE_FEED = 0x0a;
const CLOSE_LIST = 0x5d;

/** A scan of the value at the front of a window. */
export interface Scan {
  readonly scanner: JsonScanner;
  /** How far it is in what is held. */
  at: number;
  /** What is not kept is let go as it is scanned. */
  isKept: boolean;
  isHuge: boolean;
}

/** How a scan came to stop. */
export type Found =
  | {readonly kind: 'end'; readonly at: number}
  | {readonly kind: 'fault'; readonly at: number}
  | {readonly kind: 'list'; readonly at: number; readonly key: readonly [number, number]}
  | {readonly kind: 'torn'};

/** Begins at the front of the window, at an item of a list or at a value that stands alone. */
export const beginScan = (what: 'item' | 'value'): Scan => ({
  scanner: jsonScanner(what === 'item' ? {words: 'everywhere'} : {lists: true, words: 'inside'}),
  at: 0,
  isKept: true,
  isHuge: false,
});

/** Reads on until the value ends or stops being one; one that is too large is not kept. */
export async function scanOn(window: ByteWindow, scan: Scan): Promise<Found> {
  for (;;) {
    const step = scan.scanner.scan(window.view, scan.at);
    if (step.kind === 'list') {
      scan.at = step.at;
      if (scan.isKept) return step;
    } else if (step.kind !== 'more') return step;
    else {
      scan.at = window.view.length;
      if (scan.isKept && scan.at > RECORD_LIMIT) {
        scan.isKept = false;
        scan.isHuge = true;
      }
      if (!scan.isKept) {
        window.drop(scan.at);
        scan.at = 0;
      }
      if (!(await window.more())) {
        return scan.scanner.isWhole() ? {kind: 'end', at: scan.at} : {kind: 'torn'};
      }
    }
  }
}

/** The first item of a list that begins before `from`: undefined of an empty list, null of an unreadable one. */
export async function firstItem(
  window: ByteWindow,
  from: number,
): Promise<JsonText | undefined | null> {
  let start = pastSpace(window.view, from);
  while (start === window.view.length) {
    if (!(await window.more())) return null;
    start = pastSpace(window.view, start);
  }
  if (window.view[start] === CLOSE_LIST) return undefined;
  const scanner = jsonScanner();
  let at = start;
  for (;;) {
    const step = scanner.scan(window.view, at);
    if (step.kind === 'end') return jsonText(Buffer.from(window.view.subarray(start, step.at)));
    if (step.kind === 'fault') return null;
    at = window.view.length;
    if (at - start > RECORD_LIMIT || !(await window.more())) return null;
  }
}

/** Drops space; false at the end of the input. */
export async function reachText(window: ByteWindow): Promise<boolean> {
  for (;;) {
    const blank = pastSpace(window.view, 0);
    if (blank > 0) window.drop(blank);
    if (window.view.length > 0) return true;
    if (!(await window.more())) return false;
  }
}

/**
 * Leaves what is no JSON: goes to the next line, from that of the fault on, on which a value begins in
 * the same column. False where there is none.
 */
export async function resume(window: ByteWindow, from: number, column: number): Promise<boolean> {
  const before = window.view.lastIndexOf(LINE_FEED, from);
  if (before !== -1) window.drop(before + 1);
  else if (!(await pastLine(window))) return false;
  for (;;) {
    while (window.view.length <= column && (await window.more()));
    const {view} = window;
    let indent = 0;
    while (view[indent] === 0x20 || view[indent] === 0x09) indent++;
    const isHere = indent === column && startsValue(view[indent]);
    if (isHere || (indent < column && view[indent] === CLOSE_LIST)) {
      window.drop(indent);
      return true;
    }
    if (!(await pastLine(window))) return false;
  }
}

/** Drops the rest of the line; false when that is the end of the input. */
export async function pastLine(window: ByteWindow): Promise<boolean> {
  for (;;) {
    const end = window.view.indexOf(LINE_FEED);
    window.drop(end === -1 ? window.view.length : end + 1);
    if (end !== -1) return true;
    if (!(await window.more())) return false;
  }
}
