import {describe, expect, it} from '@jest/globals';
import {openComparison} from '../../../../src/core/comparison/compare-answers.js';
import {compileRules} from '../../../../src/core/comparison/compile-rules.js';
import {ruleOfFlag} from '../../../../src/core/comparison/rule-flags.js';
import {hideSecrets} from '../../../../src/core/redact-line.js';
import {withinTime} from '../../../../src/modules/within-time.js';
import {answer} from '../../../support/comparison.js';
import {errorOf} from '../../../support/error-of.js';

const SLOW = '/(a+)+$/';
const TEXT = `${'a'.repeat(60)}!`;

describe('a mask that comes to no end', () => {
  it.each([
    ['of a flag', null, ['USAGE', `--mask ${SLOW}: `]],
    [
      'of a project',
      {file: 'lambdock.yml', line: 7, column: 9},
      ['PROJECT_INVALID', 'lambdock.yml:7:9: '],
    ],
  ] as const)(
    '%s is named with where it stands, in JSON and in other answers',
    async (_of, place, [code, begin]) => {
      const rules = [
        {...ruleOfFlag('mask', '/order-\\d+/'), place},
        {...ruleOfFlag('mask', SLOW), place},
      ];
      const comparison = openComparison(compileRules(rules, withinTime(20)), hideSecrets([]));
      for (const text of [JSON.stringify({id: TEXT}), TEXT]) {
        const error = await errorOf(() => comparison.compare(answer('"order-7"'), answer(text)));
        expect(error).toMatchObject({code, exitCode: 2});
        expect(error.message.startsWith(begin)).toBe(true);
        expect(error.message).toMatch(
          /\(a\+\)\+\$.*: the regular expression comes to no end in a text of 61 characters$/,
        );
      }
      expect(comparison.compare(answer('"order-7"'), answer('"order-8"'))).toEqual([]);
    },
  );

  it('is one in a path too', async () => {
    const rule = ruleOfFlag('ignore', "$[?search(@, '(a+)+$')]");
    const comparison = openComparison(compileRules([rule], withinTime(20)), hideSecrets([]));
    const slow = answer(JSON.stringify({id: TEXT}));
    expect(await errorOf(() => comparison.prepare(slow))).toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(/^--ignore .*: the regular expression comes to no end/),
    });
  });
});
