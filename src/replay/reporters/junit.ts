import type {ReplayEntry} from '../../core/replay-entry.js';
import {expectedName, type Reporter, type ReplayReport} from '../../core/replay-report.js';
import {diffText} from './diff-text.js';
import {entryVerdict} from './entry-verdict.js';
import {firstLine} from './cut-text.js';
import {errorText} from './failure-groups.js';
import {logText} from './log-text.js';
import {placeText, skippedPlaceText, type SkippedRecord} from '../../core/recorded-event.js';
import {xmlContent, xmlText} from './xml-text.js';

/**
 * JUnit's XML as Jenkins, GitLab and others read it: a `testsuite` per function, a `testcase` per
 * event. The counts stand before the cases, so the entries are gone through twice.
 */
export const junitReporter: Reporter = async function* (report) {
  const counts = await count(report);
  const name = xmlText(report.run.function);
  const sums = [
    attribute('tests', counts.tests),
    attribute('failures', counts.failures),
    attribute('errors', counts.errors),
  ].join('');
  const time = attribute('time', seconds(report.summary.wallMs));
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lambdock replay"${sums}${time}>\n`;
  const began = report.run.began.replace(/\.\d+Z?$|Z$/, '');
  const further = `${attribute('skipped', counts.skipped)}${attribute('timestamp', began)}`;
  yield `<testsuite name="${name}"${sums}${further}${time}>\n`;
  yield* properties(report);
  for await (const entry of report.entries()) yield testCase(entry, expectedName(report.run));
  for await (const record of report.skipped()) yield skippedCase(record, name);
  yield '</testsuite>\n</testsuites>\n';
};

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

async function count(report: ReplayReport): Promise<Counts> {
  let [tests, failures, errors] = [0, 0, 0];
  for await (const entry of report.entries()) {
    tests += 1;
    const verdict = entryVerdict(entry);
    if (verdict === 'difference') failures += 1;
    if (verdict === 'error') errors += 1;
  }
  const skipped = await countOf(report.skipped());
  return {tests: tests + skipped, failures, errors, skipped};
}

async function countOf(items: AsyncIterable<unknown>): Promise<number> {
  const iterator = items[Symbol.asyncIterator]();
  let found = 0;
  while ((await iterator.next()).done !== true) found += 1;
  return found;
}

const attribute = (name: string, value: string | number): string =>
  ` ${name}="${xmlText(String(value))}"`;

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

function* properties({run, summary}: ReplayReport): Generator<string> {
  const values = {
    'lambdock.version': run.version,
    'lambdock.driver': run.driver,
    'lambdock.formats': [...new Set(Object.values(run.formats))].join(' '),
    'lambdock.inputs': run.inputs.join(' '),
    'lambdock.seed': run.seed,
    'lambdock.shard': run.shard,
    'lambdock.retried': summary.retried,
    'lambdock.stateDependent': summary.stateDependent,
    'lambdock.stoppedAfter': summary.stoppedAfter ?? null,
  };
  yield '<properties>\n';
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) yield `<property${attribute('name', name)}${attribute('value', value)}/>\n`;
  }
  yield '</properties>\n';
}

function testCase(entry: ReplayEntry, expected: string): string {
  const name = attribute('name', entry.eventId ?? placeText(entry.place));
  const place = attribute('classname', entry.function);
  const time = entry.durationMs === null ? '' : attribute('time', seconds(entry.durationMs));
  const children = [problem(entry, expected), output(entry)].join('');
  const open = `<testcase${name}${place}${time}`;
  return children === '' ? `${open}/>\n` : `${open}>\n${children}</testcase>\n`;
}

function problem(entry: ReplayEntry, expected: string): string {
  const verdict = entryVerdict(entry);
  if (verdict === 'passed') return '';
  const {error, diff, check, place, stateDependent, golden, note, attempts} = entry;
  const differs = diffText(diff);
  const isDifference = verdict === 'difference';
  const said = isDifference
    ? differs || (check === 'missing' ? 'there is no golden' : `differs from ${expected}`)
    : errorText(entry);
  const lines = [
    ...(isDifference ? [] : [errorText(entry)]),
    differs,
    ...(error === null ? [] : error.stackTrace),
    stateDependent === true ? 'state-dependent: on a fresh environment it agrees' : '',
    note ?? '',
    attempts > 1 ? `attempts: ${attempts}` : '',
    golden === undefined ? '' : `golden: ${golden}`,
    `recorded at ${placeText(place)}`,
  ].filter((line) => line !== '');
  const tag = isDifference ? 'failure' : 'error';
  const type = isDifference ? (stateDependent ? 'state-dependent' : (check ?? '')) : entry.status;
  const head = `${attribute('message', firstLine(said, MOST_MESSAGE))}${attribute('type', type)}`;
  return `<${tag}${head}>${xmlContent(lines.join('\n'))}</${tag}>\n`;
}

const MOST_MESSAGE = 500;

function output(entry: ReplayEntry): string {
  const text = logText(entry);
  return text === '' ? '' : `<system-out>${xmlContent(text)}</system-out>\n`;
}

const skippedCase = (record: SkippedRecord, name: string): string =>
  `<testcase${attribute('name', skippedPlaceText(record))} classname="${name}"><skipped${attribute('message', `${record.reason}: ${record.message}`)}/></testcase>\n`;
