import {describe, expect, it} from '@jest/globals';
import {bytesText} from '../../../src/core/bytes-text.js';
import {durationText} from '../../../src/core/duration-text.js';

describe('bytesText', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [12_345, '12 kB'],
    [999_950, '1.0 MB'],
    [266_000_000, '266 MB'],
    [4.2e9, '4.2 GB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });
});

describe('durationText', () => {
  it.each([
    [12.4, '12 ms'],
    [3210, '3.2 s'],
    [59_940, '59.9 s'],
    [59_990, '1 min 0 s'],
    [119_700, '2 min 0 s'],
    [125_000, '2 min 5 s'],
    [7_500_000, '2 h 5 min'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
