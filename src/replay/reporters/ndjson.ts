import type {Reporter} from '../../core/replay-report.js';
import {lineJson} from './line-json.js';

/** The entries in the order of the input, one a line; `--results` has them as they finish. */
export const ndjsonReporter: Reporter = async function* (report) {
  for await (const line of report.lines()) yield `${lineJson(line)}\n`;
};
