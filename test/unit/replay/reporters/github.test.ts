import {describe, expect, it} from '@jest/globals';
import {githubReporter} from '../../../../src/replay/reporters/github.js';
import {githubSummary} from '../../../../src/replay/reporters/github-summary.js';
import {
  differentEntry,
  failedEntry,
  HOSTILE,
  sampleEntry,
  sampleReport,
  textOf,
} from '../../../support/replay-sample.js';

const annotations = async (entries: Parameters<typeof sampleReport>[0]): Promise<string[]> => {
  const text = await textOf(githubReporter((file) => `recordings/${file}`)(sampleReport(entries)));
  return text.split('\n').filter((line) => line !== '');
};

describe('the annotations for GitHub', () => {
  it('point at the event, and say what was wrong', async () => {
    const entries = [
      sampleEntry(0),
      failedEntry(1, ['function-error', 'TypeError', 'no price']),
      differentEntry(2, [
        {path: '$.a', kind: 'changed', expected: '1', actual: '2'},
        {path: '$.b', kind: 'added', actual: 'null'},
      ]),
    ];
    expect(await annotations(entries)).toEqual([
      '::error file=recordings/orders.ndjson,line=2,title=orders order-1::TypeError: no price',
      '::error file=recordings/orders.ndjson,line=3,title=orders order-2::$.a: expected 1, got 2%0A$.b: not expected, got null',
    ]);
  });

  it('point at the golden that an answer differs from, where the workspace has it', async () => {
    const entry = {
      ...differentEntry(2, [{path: '$.a', kind: 'changed', expected: '1', actual: '2'}]),
      golden: 'goldens/orders/order-2.json',
    };
    expect(await annotations([entry])).toEqual([
      '::error file=recordings/goldens/orders/order-2.json,line=1,title=orders order-2::$.a: expected 1, got 2%0Arecorded at orders.ndjson:3',
    ]);
    const pathOf = (file: string) => (file.startsWith('goldens/') ? null : file);
    expect(await textOf(githubReporter(pathOf)(sampleReport([entry])))).toContain(
      '::error file=orders.ndjson,line=3,',
    );
  });

  it('name no file for stdin, and none outside the workspace', async () => {
    const entry = failedEntry(1, ['crashed', 'Runtime.ExitError', 'exit 7']);
    const stdin = await annotations([{...entry, place: {file: '-', line: 2}}]);
    expect(stdin).toEqual(['::error title=orders order-1::Runtime.ExitError: exit 7']);
    const outside = await textOf(githubReporter(() => null)(sampleReport([entry])));
    expect(outside).toBe('::error title=orders order-1::Runtime.ExitError: exit 7\n');
  });

  it('are ten at most, and a word about the rest', async () => {
    const lines = await annotations(
      Array.from({length: 1012}, (_, index) => failedEntry(index, ['timed-out', 'T', 'slow'])),
    );
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.at(-1)).toBe(
      '::notice title=lambdock replay orders::and 1,002 more failures of orders',
    );
  });

  it.each(HOSTILE)('are one command each, whatever an event says: %j', async (text) => {
    const lines = await annotations([
      failedEntry(0, ['function-error', 'E', text], {eventId: text}),
    ]);
    expect(lines).toHaveLength(1);
    const [, properties = ''] = /^::error (.*?)::/s.exec(lines[0] ?? '') ?? [];
    expect(properties.split(',')).toHaveLength(3);
    expect(lines[0]).not.toMatch(/[\r\n]/);
  });
});

describe("the page of a workflow's step", () => {
  it('is a table of counts and one of failures in groups', async () => {
    const entries = [
      sampleEntry(0),
      failedEntry(1, ['function-error', 'TypeError', 'no price of item 17']),
      failedEntry(2, ['function-error', 'TypeError', 'no price of item 18']),
    ];
    expect(await textOf(githubSummary(sampleReport(entries)))).toMatchInlineSnapshot(`
     "### ❌ lambdock replay <code>orders</code>

     | events | run | skipped | differences | tried again | p50 | p95 | max | time |
     | --- | --- | --- | --- | --- | --- | --- | --- | --- |
     | 3 | 3 | 0 | 0 | 0 | 5 ms | 6 ms | 6 ms | 12.3 s |

     1 ok, 2 function-error

     | count | failure | first event |
     | --- | --- | --- |
     | 2 | <code>TypeError&#58; no price of item &#8249;n&#8250;</code> | <code>order&#45;1 &#40;orders&#46;ndjson&#58;2&#41;</code> |

     "
    `);
  });

  it('holds nothing that Markdown or HTML would take for its own', async () => {
    const entries = HOSTILE.map((text, index) =>
      failedEntry(index, ['function-error', text, text], {eventId: text}),
    );
    const page = await textOf(githubSummary(sampleReport(entries)));
    const texts = [...page.matchAll(/<code>(.*?)<\/code>/gs)].map(([, text = '']) => text);
    expect(texts).toHaveLength(1 + 2 * HOSTILE.length);
    for (const text of texts) expect(text.replace(/&#\d+;/g, '')).toMatch(/^[\p{L}\p{N} ]*$/u);
  });
});
