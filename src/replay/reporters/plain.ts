import type {ReplayReport} from '../../core/replay-report.js';

/** The summary in words. */
export async function* plainReport({summary}: ReplayReport): AsyncIterable<string> {
  const {events, run, skipped, failures, differences} = summary;
  yield `${summary.function}: ${events} events, ${run} run, ${skipped} skipped, ${failures} failed, ${differences} differ\n`;
}
