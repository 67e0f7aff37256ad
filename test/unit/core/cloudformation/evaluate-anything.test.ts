import {describe, expect, it} from '@jest/globals';
import {evaluateText} from '../../../../src/core/cloudformation/evaluate.js';
import type {EvaluationScope} from '../../../../src/core/reference-scope.js';
import {referenceKind, type DocumentValue} from '../../../../src/core/reference.js';
import {randomNumbers} from '../../../support/random-layers.js';

/** An expression, and the text it must come to; undefined where something in it is not known. */
interface Case {
  readonly value: DocumentValue;
  readonly text: string | undefined;
  readonly secret: boolean;
}

const call = (name: string, argument: DocumentValue): DocumentValue => ({
  text: `!${name}`,
  kind: referenceKind(name),
  name,
  argument,
  place: null,
});

const known = (value: DocumentValue, text: string, secret = false): Case => ({value, text, secret});

const LEAVES: readonly Case[] = [
  known('plain', 'plain'),
  known('', ''),
  known('$& ${!', '$& ${!'),
  known(7, '7'),
  known(true, 'true'),
  known(call('Ref', 'Known'), 'kn:own'),
  known(call('GetAtt', 'Secret.Value'), 's3cret', true),
  known('a{{resolve:ssm:/x}}b', 'astoredb'),
  {value: call('Ref', 'Gone'), text: undefined, secret: false},
  {value: call('GetAtt', 'Gone.Arn'), text: undefined, secret: false},
  {value: '{{resolve:ssm:/gone}}', text: undefined, secret: false},
  {value: call('Sub', '${Gone}'), text: undefined, secret: false},
  {value: call('Transform', {Name: 'x'}), text: undefined, secret: false},
  {value: ['list'], text: undefined, secret: false},
  {value: {key: 'mapping'}, text: undefined, secret: false},
];

const scope: EvaluationScope = {
  template: {
    mappings: {Map: {top: {second: 'mapped'}}},
    conditions: {Yes: call('Equals', ['1', 1]), No: call('Not', [call('Condition', 'Yes')])},
  },
  source: (leaf) => {
    const found = (value: string, secret: boolean) =>
      Promise.resolve({value, secret, origin: 'test'});
    if (leaf.kind === 'ref' && leaf.id === 'Known') return found('kn:own', false);
    if (leaf.kind === 'get-att' && leaf.id === 'Secret') return found('s3cret', true);
    if (leaf.kind === 'dynamic' && leaf.text === 'ssm:/x') return found('stored', false);
    return Promise.resolve(undefined);
  },
};

function randomCase(next: () => number, depth: number): Case {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  if (depth === 0) return pick(LEAVES);
  const inner = (): Case => randomCase(next, depth - 1);
  const [one, other] = [inner(), inner()];
  const secret = one.secret || other.secret;
  const both = (text: (a: string, b: string) => string): string | undefined =>
    one.text === undefined || other.text === undefined ? undefined : text(one.text, other.text);
  return pick<() => Case>([
    () => one,
    () => ({
      value: call('Join', ['+', [one.value, other.value, call('Ref', 'AWS::NoValue')]]),
      text: both((a, b) => `${a}+${b}`),
      secret,
    }),
    () => ({
      value: call('Sub', ['<${A}|${!A}|${B}>', {A: one.value, B: other.value}]),
      text: both((a, b) => `<${a}|\${A}|${b}>`),
      secret,
    }),
    () => ({...one, value: call('If', ['Yes', one.value, other.value])}),
    () => ({...other, value: call('If', ['No', one.value, other.value])}),
    () => ({...other, value: call('Select', [1, [one.value, other.value]])}),
    () => known(call('FindInMap', ['Map', 'top', 'second']), 'mapped'),
    () => ({
      ...one,
      value: call('FindInMap', ['Map', 'none', 'x', {DefaultValue: one.value}]),
    }),
    () => ({
      value: call('Select', ['1', call('Split', ['#', call('Join', ['#', ['0', one.value]])])]),
      text: one.text,
      secret: one.secret,
    }),
  ])();
}

describe('evaluateText, whatever the expression', () => {
  it('gives the text, or says what is not known: never a list, an object or a placeholder', async () => {
    const next = randomNumbers(20_261_125);
    const seen = {known: 0, unknown: 0, secret: 0};
    for (let round = 0; round < 4000; round++) {
      const {value, text, secret} = randomCase(next, Math.floor(next() * 5));
      const outcome = await evaluateText(value, scope);
      seen[text === undefined ? 'unknown' : 'known']++;
      if (text !== undefined && secret) seen.secret++;
      const told = outcome.known
        ? {text: outcome.value, secret: outcome.secret}
        : {text: undefined, why: outcome.missing.every(({why}) => why.length > 10)};
      const expected = text === undefined ? {text, why: true} : {text, secret};
      expect({of: JSON.stringify(value), ...told}).toEqual({
        of: JSON.stringify(value),
        ...expected,
      });
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(200);
  });
});
