import {readFile} from 'node:fs/promises';
import {describe, expect, it} from '@jest/globals';
import {parse, type TestCase} from 'junit2json';
import {validateXML} from 'xmllint-wasm';
import {junitReporter} from '../../../../src/replay/reporters/junit.js';
import {
  differentEntry,
  failedEntry,
  HOSTILE,
  sampleEntry,
  sampleReport,
  textOf,
} from '../../../support/replay-sample.js';

const SCHEMA = new URL('../../../fixtures/junit.xsd', import.meta.url);

/** What libxml2 says against the schema: nothing, when the document is valid. */
async function faultsOf(xml: string): Promise<readonly string[]> {
  const schema = [{fileName: 'junit.xsd', contents: await readFile(SCHEMA, 'utf8')}];
  const {errors} = await validateXML({xml: [{fileName: 'report.xml', contents: xml}], schema});
  return errors.map(({rawMessage}) => rawMessage);
}

/** The one suite of a report, as another reader of JUnit's XML sees it. */
async function readSuite(xml: string) {
  const suites = await parse(xml);
  if (!suites || !('testsuite' in suites)) throw new Error('no test suites');
  const [suite] = suites.testsuite ?? [];
  if (suite === undefined) throw new Error('no test suite');
  return {...suite, cases: suite.testcase ?? []};
}

const caseOf = (cases: readonly TestCase[], name: string): TestCase => {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no test case ${name}`);
  return found;
};

const report = sampleReport(
  [
    sampleEntry(0, {durationMs: 1234.5}),
    differentEntry(1, [{path: '$.total', kind: 'changed', expected: '1', actual: '2'}]),
    failedEntry(2, ['function-error', 'TypeError', 'no price'], {
      logs: [
        {timestamp: '2026-03-01T10:00:00Z', requestId: 'r', level: 'INFO', message: 'charging'},
      ],
    }),
    failedEntry(3, ['timed-out', 'Sandbox.Timedout', 'RequestId: r Error: too long'], {
      check: 'different',
    }),
    failedEntry(4, ['function-error', 'TypeError', 'as ever'], {check: 'same'}),
    sampleEntry(5, {check: 'missing'}),
  ],
  [
    {
      kind: 'skipped',
      reason: 'malformed',
      message: 'not JSON',
      place: {file: 'orders.ndjson', line: 7},
    },
  ],
);

describe('the JUnit report', () => {
  it('is valid against the schema that Jenkins and its followers read', async () => {
    expect(await faultsOf(await textOf(junitReporter(report)))).toEqual([]);
  });

  it('has a suite per function with the right counts, and a case per record', async () => {
    const suite = await readSuite(await textOf(junitReporter(report)));
    expect(suite).toMatchObject({name: 'orders', tests: 7, failures: 2, errors: 2, skipped: 1});
    expect(suite.cases.map(({name}) => name)).toEqual([
      ...[0, 1, 2, 3, 4, 5].map((index) => `order-${index}`),
      'orders.ndjson:7',
    ]);
  });

  it('tells a difference as a failure, what the function did as an error, the rest as skipped', async () => {
    const {cases} = await readSuite(await textOf(junitReporter(report)));
    expect(caseOf(cases, 'order-0')).toMatchObject({classname: 'orders', time: 1.234});
    expect(caseOf(cases, 'order-1').failure).toMatchObject([
      {message: '$.total: expected 1, got 2', type: 'different'},
    ]);
    expect(caseOf(cases, 'order-2').error).toMatchObject([
      {message: 'TypeError: no price', type: 'function-error'},
    ]);
    expect(caseOf(cases, 'order-3').error).toMatchObject([{type: 'timed-out'}]);
    expect(caseOf(cases, 'order-4')).not.toHaveProperty('error');
    expect(caseOf(cases, 'order-5').failure).toMatchObject([{message: 'there is no golden'}]);
    expect(caseOf(cases, 'orders.ndjson:7').skipped).toMatchObject([
      {message: 'malformed: not JSON'},
    ]);
  });

  it('has the logs of each event with that event', async () => {
    const {cases} = await readSuite(await textOf(junitReporter(report)));
    expect(caseOf(cases, 'order-2')['system-out']).toEqual(['2026-03-01T10:00:00Z INFO charging']);
    expect(caseOf(cases, 'order-0')).not.toHaveProperty('system-out');
  });

  it('stays valid, whatever ids, errors and logs hold', async () => {
    const entries = HOSTILE.map((text, index) =>
      failedEntry(index, ['function-error', text, text], {
        eventId: text,
        diff: [{path: text, kind: 'changed', expected: text}],
        logs: [{timestamp: 't', requestId: 'r', level: null, message: text}],
      }),
    );
    const xml = await textOf(junitReporter(sampleReport(entries)));
    expect(await faultsOf(xml)).toEqual([]);
    const {cases} = await readSuite(xml);
    expect(cases.map(({name}) => name)).toEqual(HOSTILE.map(legal));
  });

  it('is refused by the schema where a count is missing', async () => {
    const xml = (await textOf(junitReporter(report))).replaceAll(' failures="2"', '');
    expect(await faultsOf(xml)).not.toEqual([]);
  });
});

/** What XML 1.0 may hold of a text. */
const legal = (text: string): string =>
  Array.from(text.replaceAll('\u001b[31m', '').replaceAll('\u001b[0m', ''))
    .filter((char) => /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(char))
    .join('');
