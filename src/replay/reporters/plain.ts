import type {Reporter} from '../../core/replay-report.js';
import {summaryLines} from './summary-lines.js';

/** The summary in words, with failures in groups. */
export const plainReporter: Reporter = async function* (report) {
  for await (const {text} of summaryLines(report)) yield `${text}\n`;
};
