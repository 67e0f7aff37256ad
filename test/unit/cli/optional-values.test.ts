import {describe, expect, it} from '@jest/globals';
import {withOptionalValues} from '../../../src/cli/optional-values.js';

const FLAGS = {inspect: {accepts: /^\d+$/, bare: 'true'}};

describe('withOptionalValues', () => {
  it.each([
    ['hello --inspect', 'hello --inspect=true'],
    ['--inspect hello', '--inspect=true hello'],
    ['--inspect 9230 hello', '--inspect 9230 hello'],
    ['--inspect=9230 hello', '--inspect=9230 hello'],
    ['--inspect --json', '--inspect=true --json'],
    ['--inspector', '--inspector'],
    ['hello -- --inspect', 'hello -- --inspect'],
    ['', ''],
  ])('reads "%s" as "%s"', (typed, read) => {
    expect(withOptionalValues(typed.split(' '), FLAGS)).toEqual(read.split(' '));
  });
});
