import {describe, expect, it} from '@jest/globals';
import {withServerless} from '../../../support/serverless-project.js';

/** The same texts for the same seed: what fails can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Value = string | number | boolean;

/** A text with variables, and what it must come to; undefined where nothing tells it. */
interface Made {
  readonly text: string;
  readonly value: Value | undefined;
  /** The address itself is not known: an error, whatever defaults follow. */
  readonly isBroken?: boolean;
}

const SHELL: Readonly<Record<string, string>> = {A: 'alpha', B: 'key1', C: '7'};
const CUSTOM: Readonly<Record<string, Value>> = {
  key1: 'one',
  key2: 2,
  alpha: true,
  one: 'key2',
  7: 'seven',
};
const WORDS = ['', 'x', 'a-b', 'it is', '$5', '{y}', '#'];

/** Random variables of any depth, each made together with the value that it must have. */
function maker(pick: (below: number) => number): (depth: number) => Made {
  const one = <T>(values: readonly T[]): T => values[pick(values.length)] as T;

  /** A key for an address: plain, or made of a variable. */
  function key(depth: number): Made {
    const plain = one([...Object.keys(CUSTOM), ...Object.keys(SHELL), 'missing']);
    if (depth === 0 || pick(2) === 0) return {text: plain, value: plain};
    return variable(depth - 1);
  }

  function source(depth: number): Made {
    const found = key(depth);
    if (found.value === undefined) {
      return {text: `self:custom.${found.text}`, value: undefined, isBroken: true};
    }
    const name = String(found.value);
    return pick(3) === 0
      ? {text: `env:${found.text}`, value: Object.hasOwn(SHELL, name) ? SHELL[name] : undefined}
      : {
          text: `self:custom.${found.text}`,
          value: Object.hasOwn(CUSTOM, name) ? CUSTOM[name] : undefined,
        };
  }

  function fallback(depth: number): Made {
    const kind = pick(4);
    if (kind === 0) return {text: '12', value: 12};
    if (kind === 1) return {text: 'false', value: false};
    if (kind === 2 && depth > 0) return variable(depth - 1);
    const word = one(WORDS);
    return {text: `'${word}'`, value: word};
  }

  function variable(depth: number): Made {
    const sources = Array.from({length: 1 + pick(2)}, () => source(depth));
    const last = pick(2) === 0 ? [fallback(depth)] : [];
    const all = [...sources, ...last];
    const text = `\${${all.map((made) => made.text).join(', ')}}`;
    for (const made of sources) {
      if (made.value !== undefined) return {text, value: made.value};
      if (made.isBroken === true) return {text, value: undefined};
    }
    return {text, value: last[0]?.value};
  }

  return (depth) => {
    const parts = Array.from({length: 1 + pick(3)}, () =>
      pick(3) === 0 ? {text: one(WORDS), value: undefined} : variable(depth),
    );
    const filled = parts.filter(({text}) => text !== '');
    const [only] = filled;
    if (filled.length === 1 && only?.text.startsWith('${') === true) return only;
    const values = filled.map((part) => (part.text.startsWith('${') ? part.value : part.text));
    return {
      text: filled.map(({text}) => text).join(''),
      value: values.includes(undefined) ? undefined : values.join(''),
    };
  };
}

describe('variables', () => {
  it('come to what a simple evaluation of the same random texts comes to, or are refused', async () => {
    const make = maker(numbers(20_261_125));
    const made = Array.from({length: 400}, (_, index) => make(1 + (index % 4)));
    const environment = made.map(({text}, index) => `      V${index}: ${JSON.stringify(text)}\n`);
    const file = `service: s
provider: {name: aws, runtime: nodejs22.x}
functions:
  f:
    handler: a.b
    environment:
${environment.join('')}custom: ${JSON.stringify(CUSTOM)}
`;
    await withServerless({'serverless.yml': file}, {variables: SHELL}, async ({spec}) => {
      const variables = (await spec('f')).environment;
      const found = made.map(({text}, index) => ({text, value: variables[`V${index}`]?.value}));
      const told = found.filter(({value}) => typeof value === 'string');
      expect(told.length).toBeGreaterThan(100);
      expect(told.length).toBeLessThan(made.length);
      for (const [index, {text, value}] of found.entries()) {
        const expected = made[index]?.value;
        expect({text, value: typeof value === 'string' ? value : undefined}).toEqual({
          text,
          value: expected === undefined ? undefined : String(expected),
        });
      }
    });
  });
});
