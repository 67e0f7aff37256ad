import {describe, expect, it} from '@jest/globals';
import {displayOf} from '../../../src/cli/flags-reporter.js';
import {chooseDisplay} from '../../../src/cli/progress/display.js';

const shownWith = (flags: Parameters<typeof displayOf>[0]): string =>
  chooseDisplay({
    progress: displayOf(flags),
    quiet: flags.quiet ?? false,
    isTerminal: true,
    variables: {},
  });

describe('the display of a run', () => {
  it('is plain for the reporter of that name, on a terminal too', () => {
    expect(shownWith({})).toBe('tty');
    expect(shownWith({reporter: ['plain']})).toBe('plain');
  });

  it('is none where the run is to be quiet, unless one is asked for', () => {
    expect(shownWith({reporter: ['plain'], quiet: true})).toBe('none');
    expect(shownWith({reporter: ['plain'], progress: 'none'})).toBe('none');
    expect(shownWith({reporter: ['plain'], quiet: true, progress: 'json'})).toBe('json');
  });
});
