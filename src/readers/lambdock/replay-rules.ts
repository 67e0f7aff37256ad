import {maskOfText} from '../../core/comparison/rule-flags.js';
import type {ComparisonRule} from '../../core/comparison/comparison-rule.js';
import {pointerOf, type ConfigDocument} from '../../core/document.js';
import type {LambdockFile, ReplayKeys} from './lambdock-file.js';

/** The rules of a function's comparison: those of `defaults:` and its own, each with its place. */
export function replayRules(document: ConfigDocument, name: string): readonly ComparisonRule[] {
  const file = document.value as unknown as LambdockFile;
  return [
    ...rulesAt(document, ['defaults', 'replay'], file.defaults?.replay),
    ...rulesAt(document, ['functions', name, 'replay'], file.functions[name]?.replay),
  ];
}

type Path = readonly (string | number)[];

function rulesAt(
  document: ConfigDocument,
  path: readonly string[],
  {ignore, unordered, parse, mask = [], tolerance}: ReplayKeys = {},
): readonly ComparisonRule[] {
  const base = (at: Path, value: unknown) => ({
    text: `${at.slice(path.length - 1, path.length + 1).join('.')}: ${String(value)}`,
    place: document.nodes.get(pointerOf(at))?.place ?? null,
  });
  const paths = Object.entries({ignore, unordered, parse}).flatMap(([kind, list = []]) =>
    list.map((text, at) => ({
      ...base([...path, kind, at], text),
      kind: kind as 'ignore' | 'unordered' | 'parse',
      path: text,
    })),
  );
  const masks = mask.map((written, at): ComparisonRule => {
    const own = base([...path, 'mask', at], typeof written === 'string' ? written : written.regex);
    if (typeof written === 'string')
      return {...own, kind: 'mask', ...maskOfText(written, own.text)};
    const {regex, name = 'masked', path: below = null} = written;
    return {...own, kind: 'mask', what: {regex}, name, path: below};
  });
  return [...paths, ...masks, ...tolerancesOf([...path, 'tolerance'], tolerance, base)];
}

const tolerancesOf = (
  at: Path,
  tolerance: ReplayKeys['tolerance'],
  base: (at: Path, value: unknown) => Pick<ComparisonRule, 'text' | 'place'>,
): readonly ComparisonRule[] =>
  typeof tolerance === 'object'
    ? Object.entries(tolerance).map(([path, within]) => ({
        ...base([...at, path], `${path}: ${within}`),
        kind: 'tolerance' as const,
        path,
        within,
      }))
    : tolerance === undefined
      ? []
      : [{...base(at, tolerance), kind: 'tolerance', path: null, within: tolerance}];
