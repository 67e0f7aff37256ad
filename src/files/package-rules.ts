import picomatch from 'picomatch';

interface Rule {
  readonly isExclusion: boolean;
  readonly glob: string;
  /** The folder it begins in, without wildcards; empty for the code folder itself. */
  readonly base: string;
  readonly matches: (path: string) => boolean;
}

/**
 * `package.patterns` as the Serverless Framework reads them: every file is in, and the last pattern that
 * matches it decides. A folder is left out only where nothing in it can be in, so that it is not walked.
 */
export function packageRules(
  patterns: readonly string[],
): (path: string, isFolder: boolean) => boolean {
  const rules = patterns.map(ruleOf);
  return (path, isFolder) =>
    isFolder
      ? isLeftOutWhole(rules, path)
      : (rules.findLast((rule) => rule.matches(path))?.isExclusion ?? false);
}

function ruleOf(pattern: string): Rule {
  const isExclusion = pattern.startsWith('!');
  const glob = (isExclusion ? pattern.slice(1) : pattern).replace(/^\.\//, '');
  const {base} = picomatch.scan(glob);
  return {isExclusion, glob, base, matches: picomatch(glob, {dot: true})};
}

function isLeftOutWhole(rules: readonly Rule[], folder: string): boolean {
  const last = rules.findLastIndex((rule) => rule.isExclusion && coversAll(rule, folder));
  return last !== -1 && !rules.slice(last + 1).some((rule) => mayTakeIn(rule, folder));
}

const coversAll = ({glob, matches}: Rule, folder: string): boolean =>
  /(?:^|\/)\*\*(?:\/\*)?$/.test(glob) && matches(`${folder}/a`) && matches(`${folder}/a/b.c`);

const mayTakeIn = ({isExclusion, base}: Rule, folder: string): boolean =>
  !isExclusion && (base === '' || isWithin(base, folder) || isWithin(folder, base));

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);
