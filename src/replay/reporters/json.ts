import type {Reporter} from '../../core/replay-report.js';
import {lineJson} from './line-json.js';

/** The summary object, as `--json` prints it. */
export const jsonReporter: Reporter = async function* ({summary}) {
  yield `${lineJson(JSON.stringify(summary))}\n`;
};
