import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {chromium, type Browser, type Page} from 'playwright-core';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import type {RecordedTexts} from '../../../src/core/replay-report.js';
import {htmlReporter} from '../../../src/replay/reporters/html.js';
import {browserPath} from '../../support/browser.js';
import {
  differentEntry,
  failedEntry,
  HOSTILE,
  sampleEntry,
  sampleReport,
  textOf,
} from '../../support/replay-sample.js';

const EVENTS = 10_000;

/** Hostile events first; then every 50th failed, every 50th differs, and one is the slowest. */
function entryOf(index: number): ReplayEntry {
  const hostile = HOSTILE[index];
  const logs = [
    {timestamp: '2026-03-01T10:00:00Z', requestId: 'r', level: 'INFO', message: `card of ${index}`},
  ];
  if (hostile !== undefined)
    return failedEntry(index, ['function-error', hostile, hostile], {
      eventId: `${index} ${hostile}`,
      check: 'missing',
      logs: [{timestamp: 't', requestId: 'r', level: null, message: hostile}],
    });
  if (index === 7777) return sampleEntry(index, {durationMs: 2999, logs});
  if (index % 50 === 20)
    return failedEntry(index, ['function-error', 'TypeError', `no price of item ${index}`], {logs});
  if (index % 50 === 30)
    return {
      ...differentEntry(index, [
        {path: '$.total', kind: 'changed', expected: '12.50', actual: '12.5'},
      ]),
      logs,
    };
  return sampleEntry(index, {logs});
}

/** One event is large, one is lost, hostile ones come first. */
const recordedTexts = (): RecordedTexts => ({
  of: async ({index}) => {
    if (index === 8001) return {why: 'orders.ndjson is not here'};
    if (index === 8000) return {json: `{"items":[${[...Array(50_000).keys()].join(',')}]}`};
    const hostile = HOSTILE[index];
    if (hostile !== undefined) return {json: JSON.stringify({hostile})};
    return {json: `{"orderId":${index},"price":1.10,"note":"event of ${index}"}`};
  },
  [Symbol.asyncDispose]: async () => undefined,
});

const program = browserPath();
if (program === null)
  process.stderr.write('The HTML report is not opened: there is no Chromium on this machine.\n');

(program === null ? describe.skip : describe)('an HTML report of 10,000 events', () => {
  let folder: string;
  let browser: Browser;
  let address: string;
  const faults: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lambdock-report-'));
    const file = join(folder, 'report.html');
    const entries = Array.from({length: EVENTS}, (_, index) => entryOf(index));
    const skipped = HOSTILE.map((message, line) => ({
      kind: 'skipped' as const,
      reason: 'malformed' as const,
      message,
      place: {file: message, line},
    }));
    const report = {...sampleReport(entries, skipped), recorded: recordedTexts};
    await writeFile(file, await textOf(htmlReporter(report)));
    address = pathToFileURL(file).href;
    browser = await chromium.launch({
      executablePath: program ?? '',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, {recursive: true, force: true});
  });

  /** The page, whose every complaint and request counts. */
  async function openReport(colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.newPage({colorScheme, viewport: {width: 1360, height: 1000}});
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:'))
        faults.push(request.url());
    });
    await page.goto(address);
    await page.locator('.line').first().waitFor();
    return page;
  }

  const idsOf = (page: Page): Promise<string[]> => page.locator('.line .id').allTextContents();
  const found = (page: Page): Promise<string> => page.locator('.found').innerText();

  it('shows counts and a table of which only what is seen is drawn', async () => {
    await using page = await openReport();
    expect(await found(page)).toBe('10,000 of 10,000 events');
    expect(await page.locator('button.card').allInnerTexts()).toEqual([
      '9,588\npassed',
      '200\ndifferent',
      '212\nfailed',
    ]);
    // Some of the failed ones have no golden besides.
    expect(await page.locator('.title .chip').innerText()).toBe('412 not well');
    expect(await page.locator('.line').count()).toBeLessThan(100);
    expect(await page.locator('.grid').getAttribute('aria-rowcount')).toBe('10001');
    expect(await page.locator('.column:enabled').count()).toBeGreaterThan(2);
  });

  it('filters by outcome, by a group of failures, by latency and by words', async () => {
    await using page = await openReport();
    await page.getByRole('button', {name: 'different', exact: true}).click();
    expect(await found(page)).toBe('200 of 10,000 events');
    await page.getByRole('button', {name: 'TypeError: no price of item'}).click();
    expect(await found(page)).toBe('200 of 10,000 events');
    expect((await idsOf(page))[0]).toBe('order-20');
    await page.getByRole('button', {name: 'Clear'}).click();
    await page.locator('.column:enabled').last().click();
    expect(await idsOf(page)).toEqual(['order-7777']);
    await page.getByRole('button', {name: 'Clear'}).click();
    await page.keyboard.press('/');
    await page.keyboard.type('ORDER-123 ok');
    await page.getByText('11 of 10,000 events').waitFor();
    await page.getByRole('searchbox').fill('card of 4321');
    await page.getByText('No event fits these filters.').waitFor();
    await page.getByLabel('in events, answers and logs').check();
    // One is told by its log, the other by its line in the recording.
    await page.getByText('2 of 10,000 events').waitFor();
    expect(await idsOf(page)).toEqual(['order-4320', 'order-4321']);
  });

  it('sorts, up and down', async () => {
    await using page = await openReport();
    const header = page.getByRole('columnheader', {name: 'Duration'});
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect((await idsOf(page))[0]).toBe('order-7777');
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect((await idsOf(page)).includes('order-7777')).toBe(false);
  });

  it('opens an event with its answer, its differences and its own logs', async () => {
    await using page = await openReport();
    await page.getByRole('button', {name: 'different', exact: true}).click();
    await page.locator('.line', {hasText: 'order-30'}).first().click();
    const panel = page.getByRole('complementary', {name: 'Event order-30'});
    expect(await panel.locator('.diff tbody tr').allInnerTexts()).toEqual(['$.total\t12.50\t12.5']);
    expect(await panel.innerText()).toContain('"orderId": 30');
    expect(await panel.innerText()).toContain('INFO card of 30');
    const event = panel.locator('section', {has: page.getByRole('heading', {name: 'Event'})});
    // As it was recorded: no number is printed anew.
    expect(await event.locator('pre').innerText()).toBe(
      '{\n  "orderId": 30,\n  "price": 1.10,\n  "note": "event of 30"\n}',
    );
    await panel.getByRole('button', {name: 'Close'}).click();
    expect(await panel.isVisible()).toBe(false);
  });

  it('says of an event that is cut, or cannot be shown, how much is left out and why', async () => {
    await using page = await openReport();
    const sectionOf = async (id: string): Promise<string> => {
      await page.getByRole('searchbox').fill(`${id} `);
      await page.locator('.line', {hasText: id}).first().click();
      const panel = page.getByRole('complementary', {name: `Event ${id}`});
      return panel
        .locator('section', {has: page.getByRole('heading', {name: 'Event'})})
        .innerText();
    };
    expect(await sectionOf('order-8001')).toMatch(
      /^Event\s+Not shown: orders\.ndjson is not here\.$/,
    );
    const cut = await sectionOf('order-8000');
    expect(cut.length).toBeLessThan(21_000);
    expect(cut).toMatch(/"items": \[\s+0,.*… \(and \d+ characters more\)$/s);
  });

  it('is worked with the keyboard alone', async () => {
    await using page = await openReport();
    await page.locator('.grid').focus();
    for (const key of ['End', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    const panel = page.getByRole('complementary', {name: 'Event order-9998'});
    await panel.waitFor();
    expect(await page.locator('[aria-selected=true]').getAttribute('aria-rowindex')).toBe('10000');
    await page.keyboard.press('Escape');
    await panel.waitFor({state: 'hidden'});
    await page.keyboard.press('Home');
    expect(await page.locator('[aria-selected=true]').getAttribute('aria-rowindex')).toBe('2');
  });

  it('takes what functions say for text', async () => {
    await using page = await openReport();
    for (const [index, text] of HOSTILE.entries()) {
      await page.locator('.line').nth(index).click();
      const shown = await page.locator('.panel .error-text strong').textContent();
      expect(shown?.slice(0, 100)).toBe(expected(text).slice(0, 100));
    }
    expect(await page.title()).toBe('orders – lambdock replay');
    expect(await page.locator('img').count()).toBe(0);
  });

  it('is dark where the reader wants it dark, or says so on the page', async () => {
    const backOf = (page: Page): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    await using light = await openReport('light');
    await using dark = await openReport('dark');
    const [day, night] = [await backOf(light), await backOf(dark)];
    expect(day).not.toBe(night);
    const button = light.getByRole('button', {name: 'Colours'});
    await button.click();
    expect(await backOf(light)).toBe(day);
    await button.click();
    expect(await backOf(light)).toBe(night);
  });

  it('complains of nothing and asks nobody, in all of that', () => {
    expect(faults).toEqual([]);
  });
});

/** What the page shows of an error with this type and message: HTML has no lone surrogates. */
const expected = (text: string): string => `${text}: ${text}`;
