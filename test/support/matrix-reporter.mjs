// Prints what became of every case in every runtime: rows of test/e2e/every-outcome-is-told-truly.
const SCENARIO = 'every-outcome-is-told-truly';
const MARKS = {passed: '✓', failed: '✗', pending: '-', todo: '-'};
const REASON = / \[not runnable here: (.*)\]$/;

/** The matrix as text, or null when no case of the scenario was run. */
export function matrixText(results) {
  const tests = results
    .filter(({testFilePath}) => testFilePath.includes(SCENARIO))
    .flatMap(({testResults}) => testResults)
    .map(({ancestorTitles: [runtime], title, status}) => ({
      runtime,
      case: title.replace(REASON, '').replace(/^a function that (.*) is told truly/, '$1'),
      reason: REASON.exec(title)?.[1],
      status,
    }));
  if (!tests.some(({status, reason}) => status !== 'pending' && reason === undefined)) return null;
  const cases = [...new Set(tests.map((test) => test.case))];
  const runtimes = [...new Set(tests.map((test) => test.runtime))];
  const width = Math.max(...runtimes.map((name) => name.length));
  const cell = (text) => String(text).padStart(3);
  const mark = (runtime, wanted) => {
    const test = tests.find((each) => each.runtime === runtime && each.case === wanted);
    return test === undefined ? '.' : (MARKS[test.status] ?? '?');
  };
  const rows = runtimes.map((runtime) => {
    const why = tests.find((test) => test.runtime === runtime)?.reason;
    const marks = cases.map((wanted) => cell(mark(runtime, wanted))).join('');
    return `${runtime.padEnd(width)} ${marks}${why === undefined ? '' : `  ${why}`}`;
  });
  return [
    'Every outcome in every runtime: ✓ told truly, ✗ not, - not run, . no such case there',
    `${''.padEnd(width)} ${cases.map((_, at) => cell(at + 1)).join('')}`,
    ...rows,
    ...cases.map((title, at) => `${cell(at + 1)} ${title}`),
  ].join('\n');
}

/** A reporter of Jest. */
export default class MatrixReporter {
  onRunComplete(_, {testResults}) {
    const text = matrixText(testResults);
    if (text !== null) process.stderr.write(`\n${text}\n`);
  }
}
