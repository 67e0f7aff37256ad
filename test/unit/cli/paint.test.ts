import {describe, expect, it} from '@jest/globals';
import {paintFor, wantsColour} from '../../../src/cli/paint.js';

const wish = (variables: Record<string, string>, isTerminal = true, noColor = false) =>
  wantsColour({noColor, isTerminal, variables});

describe('wantsColour', () => {
  it('colours for a person only', () => {
    expect([wish({}), wish({}, false)]).toEqual([true, false]);
  });

  it('honours --no-color, NO_COLOR and TERM=dumb', () => {
    expect(wish({FORCE_COLOR: '1'}, true, true)).toBe(false);
    expect(wish({NO_COLOR: '1'})).toBe(false);
    expect(wish({NO_COLOR: ''})).toBe(true);
    expect(wish({TERM: 'dumb'})).toBe(false);
  });

  it('honours FORCE_COLOR', () => {
    expect(wish({FORCE_COLOR: '1'}, false)).toBe(true);
    expect(wish({FORCE_COLOR: '0'}, true)).toBe(false);
  });
});

describe('paintFor', () => {
  it('leaves text alone where colour is not wanted', () => {
    const plain = paintFor({noColor: true, isTerminal: true, variables: {}});
    const coloured = paintFor({noColor: false, isTerminal: true, variables: {}});
    expect(plain.red('x')).toBe('x');
    expect(coloured.red('x')).toBe('\u001B[31mx\u001B[39m');
  });
});
