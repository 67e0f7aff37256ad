import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {paintFor} from '../../../../src/cli/paint.js';
import {chooseDisplay, type DisplayContext} from '../../../../src/cli/progress/display.js';
import {describe as describeEvent} from '../../../../src/cli/progress/describe.js';
import {jsonDisplay} from '../../../../src/cli/progress/json.js';
import {openDisplay} from '../../../../src/cli/progress/open-display.js';
import {plainDisplay} from '../../../../src/cli/progress/plain.js';
import type {ProgressEvent} from '../../../../src/core/progress.js';

let lines: string[];

beforeEach(() => {
  lines = [];
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const context = (over: Partial<DisplayContext> = {}): DisplayContext => ({
  stream: process.stderr,
  write: (text) => lines.push(text),
  paint: paintFor({noColor: true, isTerminal: false, variables: {}}),
  verbose: false,
  isLineOpen: () => false,
  now: () => Date.now(),
  ...over,
});

const pull = (over: Partial<ProgressEvent> = {}): ProgressEvent => ({
  id: 'image:hello/pull',
  label: 'pulling nodejs:22',
  status: 'running',
  ...over,
});

describe('chooseDisplay', () => {
  const choose = (variables: Record<string, string>, isTerminal = true) =>
    chooseDisplay({progress: 'auto', quiet: false, isTerminal, variables});

  it('is live on a terminal and plain elsewhere', () => {
    expect([choose({}), choose({}, false)]).toEqual(['tty', 'plain']);
    expect([choose({TERM: 'dumb'}), choose({CI: 'true'})]).toEqual(['plain', 'plain']);
  });

  it('is what the user asked for', () => {
    const asked = {progress: 'json', quiet: true, isTerminal: true, variables: {}} as const;
    expect(chooseDisplay(asked)).toBe('json');
    expect(chooseDisplay({...asked, progress: 'auto'})).toBe('none');
  });
});

describe('a line about work', () => {
  it.each([
    [pull(), 'pulling nodejs:22'],
    [pull({detail: 'extracting'}), 'pulling nodejs:22: extracting'],
    [pull({current: 12e6, total: 48e6, unit: 'bytes'}), 'pulling nodejs:22: 25 % of 48 MB'],
    [pull({current: 12e6, unit: 'bytes'}), 'pulling nodejs:22: 12 MB'],
    [pull({current: 2, total: 5, unit: 'steps'}), 'pulling nodejs:22: 2 of 5'],
  ])('tells %j', (event, text) => {
    expect(describeEvent(event)).toBe(text);
  });
});

describe('plainDisplay', () => {
  it('keeps silent about short work', () => {
    const display = plainDisplay(context());
    display.show(pull({status: 'started'}));
    jest.advanceTimersByTime(1500);
    display.show(pull({status: 'done'}));
    jest.advanceTimersByTime(60_000);
    expect(lines).toEqual([]);
    display.close();
  });

  it('tells of long work: its begin, its changes at a pace, its end', () => {
    const display = plainDisplay(context());
    display.show(pull({status: 'started'}));
    for (let percent = 0; percent < 80; percent += 1) {
      jest.advanceTimersByTime(100);
      display.show(pull({current: percent, total: 100, unit: 'bytes'}));
    }
    display.show(pull({status: 'done'}));
    expect(lines.join('')).toMatchInlineSnapshot(`
     "pulling nodejs:22: 18 % of 100 B
     pulling nodejs:22: 48 % of 100 B (5.0 s)
     pulling nodejs:22: 78 % of 100 B (8.0 s)
     pulling nodejs:22: done in 8.0 s
     "
    `);
    display.close();
  });

  it('gives a sign of life for work without news', () => {
    const display = plainDisplay(context());
    display.show(pull({status: 'started'}));
    jest.advanceTimersByTime(65_000);
    expect(lines.join('')).toMatchInlineSnapshot(`
     "pulling nodejs:22
     pulling nodejs:22 (32.0 s)
     pulling nodejs:22 (1 min 2 s)
     "
    `);
    display.close();
  });

  it('tells every step at once, and why one was skipped, when verbose', () => {
    const display = plainDisplay(context({verbose: true}));
    display.show(pull({status: 'started'}));
    display.show(pull({status: 'done'}));
    display.show({id: 'code', label: 'code of hello', status: 'skipped', detail: 'unchanged'});
    expect(lines.join('')).toMatchInlineSnapshot(`
     "pulling nodejs:22
     pulling nodejs:22: done in 0 ms
     code of hello: skipped (unchanged)
     "
    `);
    display.close();
  });
});

describe('jsonDisplay', () => {
  it('writes each event as one line of JSON', () => {
    jsonDisplay(context()).show(pull({current: 1, total: 2, unit: 'bytes'}));
    expect(lines).toEqual([
      '{"progress":{"id":"image:hello/pull","label":"pulling nodejs:22","status":"running","current":1,"total":2,"unit":"bytes"}}\n',
    ]);
  });
});

describe('openDisplay', () => {
  it('remembers what began before the display was loaded', async () => {
    const display = openDisplay('plain', context());
    display.show({...pull(), id: 'short', status: 'started'});
    display.show({...pull(), id: 'short', status: 'done'});
    display.show(pull({status: 'started'}));
    await jest.advanceTimersByTimeAsync(1000);
    jest.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 50));
    display.show(pull({status: 'done'}), Date.now() + 60_000);
    expect(lines.join('')).toMatch(/^pulling nodejs:22: done in \S+ min/);
    display.close();
  });

  it('loads nothing for a run that is over soon', async () => {
    const display = openDisplay('plain', context());
    display.show(pull({status: 'started'}));
    display.close();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(lines).toEqual([]);
  });
});
