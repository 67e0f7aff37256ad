import {expect, it} from '@jest/globals';
import {ruleOfFlag} from '../../../src/core/comparison/rule-flags.js';
import {rulesText, variablesText, type VersionFacts} from '../../../src/core/replay-identity.js';

it('rules are the same wherever they stand, and others where they do something else', () => {
  const mask = ruleOfFlag('mask', '/v\\d+/');
  const place = {file: 'lambdock.yml', line: 3, column: 1};
  const {kind, ...rest} = mask;
  const ofFile = {...rest, kind, text: 'replay.mask', place} as typeof mask;
  expect(rulesText([ofFile])).toBe(rulesText([mask]));
  expect(rulesText([ruleOfFlag('mask', '/w\\d+/')])).not.toBe(rulesText([mask]));
  expect(rulesText([])).toBeNull();
});

it('variables are the same in any order, and are those of both versions', () => {
  const version = (variables: VersionFacts['variables']): VersionFacts => ({
    image: 'i',
    timeoutMs: 1000,
    memoryMb: 128,
    region: 'eu-west-1',
    variables,
  });
  const [one, same] = [version({A: '1', B: '2'}), version({B: '2', A: '1'})];
  expect(variablesText([one])).toBe(variablesText([same]));
  expect(variablesText([one, version({})])).not.toBe(variablesText([version({}), one]));
  expect(variablesText([version({})])).toBeNull();
});
