import {readFileSync} from 'node:fs';
import {describe, expect, it} from '@jest/globals';
import {withoutOldWords} from '../../../src/cli/old-words.js';
import Invoke from '../../../src/commands/invoke.js';
import {OLD_FLAGS} from '../../../src/core/old-flags.js';
import {errorOf} from '../../support/error-of.js';

const OWN = {...Invoke.flags, ...Invoke.baseFlags};
const ours = (line: string): string | undefined => withoutOldWords(line.split(' '), OWN)?.join(' ');

describe('withoutOldWords', () => {
  it.each([
    ['--function hello --path event.json', 'hello --event event.json'],
    ['-f hello --data {}', 'hello --data {}'],
    ['hello --contextPath=context.json', 'hello --context-path context.json'],
    ['-f hello --docker --skip-package -x c.json', 'hello --context-path c.json'],
    ['hello --env-vars env.json -n b.json', 'hello --env-file env.json --env-file b.json'],
    ['hello -t template.yaml', 'hello --project template.yaml'],
    ['hello --template other.yaml', 'hello --project other.yaml'],
    ['hello --skip-pull-image --docker-network shop', 'hello --pull never --network shop'],
    ['hello -s dev', 'hello --stage dev'],
    [
      '--parameter-overrides ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=2 -f hello',
      'hello --param A=1 --param B=2',
    ],
  ])('reads %s as ours', (line, expected) => {
    expect(ours(line)).toBe(expected);
  });

  it('reads SAM’s parameters in one word, with quotes around values', () => {
    const words = ['hello', '--parameter-overrides', 'A=1 B="two words"', '--raw'];
    expect(withoutOldWords(words, OWN)).toEqual([
      ...['hello', '--param', 'A=1', '--param', 'B=two words', '--raw'],
    ]);
  });

  it('leaves a line without such words to its own error', () => {
    expect(ours('hello --evnt e.json -- --function x')).toBeUndefined();
  });

  it('names ours where a flag has no counterpart', async () => {
    const error = await errorOf(() => ours('hello --docker-arg -p'));
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain('serverless invoke local');
    expect(error.suggestions.join()).toContain('--mount');
  });

  it('makes nothing but flags of ours', () => {
    const flags = OLD_FLAGS.flatMap(({names, meaning}) => {
      if (meaning.kind === 'as') return [meaning.flag];
      if (meaning.kind === 'means') return [meaning.words[0]?.slice(2)];
      return meaning.kind === 'same' ? [names[0]?.slice(2)] : [];
    });
    const known = Object.keys(OWN);
    expect(flags.filter((flag) => flag === undefined || !known.includes(flag))).toEqual([]);
  });
});

describe('docs/migrate.md', () => {
  const page = readFileSync(new URL('../../../docs/migrate.md', import.meta.url), 'utf8');

  it.each(OLD_FLAGS.map(({names, tools, ours: told}) => [names.join(' '), tools, told] as const))(
    'maps %s',
    (names, tools, told) => {
      const cells = `| ${names
        .split(' ')
        .map((name) => `\`${name}\``)
        .join(' ')} |`;
      const rows = page.split('\n').filter((row) => row.startsWith(cells) && row.includes(told));
      expect(rows.length).toBeGreaterThanOrEqual(tools.length);
    },
  );
});
