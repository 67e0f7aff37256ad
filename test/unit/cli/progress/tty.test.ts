import {Writable} from 'node:stream';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {paintFor} from '../../../../src/cli/paint.js';
import {ttyDisplay} from '../../../../src/cli/progress/tty.js';

let screen: string;
let isLineOpen: boolean;

beforeEach(() => {
  screen = '';
  isLineOpen = false;
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const stream = Object.assign(
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      screen += chunk.toString();
      done();
    },
  }),
  {isTTY: true, columns: 80, rows: 24},
);

const open = () =>
  ttyDisplay({
    stream,
    write: (text) => stream.write(text),
    paint: paintFor({noColor: true, isTerminal: true, variables: {}}),
    verbose: false,
    isLineOpen: () => isLineOpen,
    now: () => Date.now(),
  });

const work = (id: string, status: 'started' | 'running' | 'done') => ({id, label: id, status});

describe('ttyDisplay', () => {
  it('shows long work side by side, and its parts below it', () => {
    const display = open();
    display.show(work('image:hello', 'started'));
    display.show(work('image:hello/pull', 'started'));
    jest.advanceTimersByTime(1900);
    expect(screen).toBe('');
    jest.advanceTimersByTime(300);
    expect(screen).toMatch(/\S image:hello \(2\.\d s\)\n {2}\S image:hello\/pull \(2\.\d s\)/);
    display.close();
  });

  it('leaves one line of ended work, and nothing of short work', () => {
    const display = open();
    display.show(work('short', 'started'));
    display.show(work('short', 'done'));
    display.show(work('long', 'started'));
    jest.advanceTimersByTime(3000);
    display.show(work('long', 'done'));
    expect(screen.endsWith('long: done in 3.0 s\n')).toBe(true);
    expect(screen).not.toContain('short');
    display.close();
  });

  it('does not draw into a line that the function has not ended', () => {
    isLineOpen = true;
    const display = open();
    display.show(work('long', 'started'));
    jest.advanceTimersByTime(5000);
    expect(screen).not.toContain('long');
    display.close();
  });
});
