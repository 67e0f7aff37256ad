import {parameterOverrides} from '../core/cloudformation/parameter-overrides.js';
import {OLD_FLAGS, type OldFlag} from '../core/old-flags.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** The flags of our own, by name. */
export type OwnFlags = Readonly<
  Record<string, {readonly char?: string; readonly allowNo?: boolean}>
>;

/**
 * A command line with the words of serverless, SAM and lambda-local replaced by ours; null where
 * there is none of them. One that has no counterpart is an error that names what to do instead.
 */
export function withoutOldWords(argv: readonly string[], own: OwnFlags): readonly string[] | null {
  const known = new Set(Object.entries(own).flatMap(wordsOf));
  const words: string[] = [];
  let rest = argv;
  let found = false;
  while (rest.length > 0) {
    const [word = '', ...after] = rest;
    if (word === '--') return found ? [...words, ...rest] : null;
    const [name = ''] = word.split('=', 1);
    const old = known.has(name) ? undefined : oldFlag(name);
    if (old === undefined) {
      words.push(word);
      rest = after;
      continue;
    }
    found = true;
    const {value, left} = valueOf(old, word, after);
    const ours = translated(old, name, value);
    if (old.meaning.kind === 'function') words.unshift(...ours);
    else words.push(...ours);
    rest = left;
  }
  return found ? words : null;
}

/** Every word of a flag. */
const wordsOf = ([name, {char, allowNo}]: [string, OwnFlags[string]]): readonly string[] => [
  `--${name}`,
  ...(char === undefined ? [] : [`-${char}`]),
  ...(allowNo === true ? [`--no-${name}`] : []),
];

/** Where tools share a word, the one whose meaning can be taken. */
function oldFlag(name: string): OldFlag | undefined {
  const rows = OLD_FLAGS.filter(({names}) => names.includes(name));
  const taken = rows.find(({meaning}) => meaning.kind !== 'instead' && meaning.kind !== 'same');
  return taken ?? rows[0];
}

/** The value of a flag: after "=", the next word, or for SAM's parameters all words like K=V. */
function valueOf(
  {names, takesValue, meaning}: OldFlag,
  word: string,
  after: readonly string[],
): {readonly value: string; readonly left: readonly string[]} {
  const equals = word.indexOf('=');
  if (!takesValue) return {value: '', left: after};
  const first = equals === -1 ? after[0] : word.slice(equals + 1);
  if (first === undefined || (equals === -1 && first.startsWith('-'))) {
    if (meaning.kind === 'instead') return {value: '', left: after};
    throw new LambdockError('USAGE', {message: `Flag ${names[0] ?? word} expects a value`});
  }
  const left = equals === -1 ? after.slice(1) : after;
  if (meaning.kind !== 'parameters') return {value: first, left};
  const end = left.findIndex((next) => next.startsWith('-') || !next.includes('='));
  const more = end === -1 ? left : left.slice(0, end);
  return {value: [first, ...more].join(' '), left: left.slice(more.length)};
}

function translated(old: OldFlag, name: string, value: string): readonly string[] {
  const {meaning, names, takesValue} = old;
  switch (meaning.kind) {
    case 'same':
      return [names[0] ?? name, ...(takesValue ? [value] : [])];
    case 'as':
      return [`--${meaning.flag}`, value];
    case 'function':
      return [value];
    case 'parameters':
      return parameters(value).flatMap((pair) => ['--param', pair]);
    case 'means':
      return meaning.words;
    case 'nothing':
      return [];
    case 'instead':
      throw instead(name);
  }
}

/** Both forms of SAM, as samconfig.toml has them too. */
function parameters(text: string): readonly string[] {
  const pairs = Object.entries(parameterOverrides(text) ?? {});
  if (pairs.length === 0) {
    throw new LambdockError('USAGE', {
      message: `--parameter-overrides ${text}: expected K=V or ParameterKey=K,ParameterValue=V`,
      suggestions: ['--param K=V, once for each parameter'],
    });
  }
  return pairs.map(([name, value]) => `${name}=${value}`);
}

const COMMANDS = {
  serverless: 'serverless invoke local',
  sam: 'sam local',
  'lambda-local': 'lambda-local',
} as const;

function instead(name: string): LambdockError {
  const rows = OLD_FLAGS.filter(({names}) => names.includes(name));
  const tools = [...new Set(rows.flatMap((row) => row.tools.map((tool) => COMMANDS[tool])))];
  return new LambdockError('USAGE', {
    message: `${name} is a flag of ${tools.join(' and ')}, and has another name or no use here`,
    suggestions: rows.map(({ours}) => ours.replaceAll('`', '')),
    details: {flag: name},
  });
}
