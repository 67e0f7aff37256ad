/** A `FROM` of a Dockerfile. */
export interface BuildStage {
  /** As in `FROM ... AS name`, in lower case; null for a stage without a name. */
  readonly name: string | null;
  readonly from: string;
}

/** An image that a Dockerfile starts from or copies from. */
export interface ImageUse {
  /** With its arguments filled in. */
  readonly reference: string;
  /** Number of its line, from 0. */
  readonly line: number;
}

/** What decides which images a build needs. */
export interface BuildChoice {
  readonly args: Readonly<Record<string, string>>;
  readonly target: string | null;
}

const FROM = /^(\s*FROM\s+(?:--\S+\s+)*)(\S+)(?:\s+AS\s+(\S+))?\s*$/i;
const COPY = /^(\s*COPY\s+(?:--\S+\s+)*?--from=)(\S+)(?=\s)/i;
const ARG = /^\s*ARG\s+(.+)$/i;
/** Of an image for another platform than the build's only the engine knows what it is. */
const PLATFORM = /\s--platform=/i;

/** The stages of a Dockerfile, in their order. */
export const stagesOf = (dockerfile: string): readonly BuildStage[] =>
  instructions(dockerfile).flatMap(({text}) => {
    const [, , from, name] = FROM.exec(text) ?? [];
    return from === undefined ? [] : [{from, name: name?.toLowerCase() ?? null}];
  });

/** Whether a target is a stage: by its name, or by its number from 0. */
export const isStage = (stages: readonly BuildStage[], target: string): boolean =>
  stages.some(({name}, index) => isCalled(target, name, index));

const isCalled = (word: string, name: string | null, index: number): boolean =>
  name === word.toLowerCase() || String(index) === word;

/**
 * The images that a build of this Dockerfile needs, as far as its text tells: not what comes after
 * the target, not stages, and none whose name has a variable that nobody sets.
 */
export function imagesUsed(dockerfile: string, {args, target}: BuildChoice): readonly ImageUse[] {
  const values = new Map<string, string>();
  const stages: BuildStage[] = [];
  const found: ImageUse[] = [];
  for (const {text, line} of instructions(dockerfile)) {
    const [, , from, name = null] = FROM.exec(text) ?? [];
    const last = stages.at(-1);
    if (from === undefined) {
      if (last === undefined) for (const [key, value] of argsOf(text, args)) values.set(key, value);
      const copied = COPY.exec(text)?.[2];
      // Docker fills in no arguments here.
      if (copied !== undefined && !/^\d+$|\$/.test(copied) && !isStage(stages, copied)) {
        found.push({reference: copied, line});
      }
      continue;
    }
    if (target !== null && last !== undefined && isCalled(target, last.name, stages.length - 1)) {
      break;
    }
    const reference = filledIn(from, values);
    const isImage = reference !== null && reference !== 'scratch' && !isStage(stages, reference);
    if (isImage && !PLATFORM.test(text)) found.push({reference, line});
    stages.push({from, name: name?.toLowerCase() ?? null});
  }
  return found;
}

/** The Dockerfile with other images in the place of some, by what they are called with arguments filled in. */
export function withImages(
  dockerfile: string,
  uses: readonly ImageUse[],
  images: ReadonlyMap<string, string>,
): string {
  const lines = dockerfile.split('\n');
  for (const {reference, line} of uses) {
    const image = images.get(reference);
    const text = lines[line];
    if (image === undefined || text === undefined) continue;
    const pattern = FROM.test(text.trimEnd()) ? /^(\s*FROM\s+(?:--\S+\s+)*)(\S+)/i : COPY;
    lines[line] = text.replace(pattern, (_all, before: string) => before + image);
  }
  return lines.join('\n');
}

/** Lines that begin an instruction: a line after a backslash goes on with the one before it. */
function instructions(
  dockerfile: string,
): readonly {readonly text: string; readonly line: number}[] {
  let goesOn = false;
  return dockerfile.split('\n').flatMap((raw, line) => {
    const text = raw.replace(/\r$/, '');
    const isComment = /^\s*(#|$)/.test(text);
    const begins = !goesOn && !isComment;
    // Docker skips comments and empty lines inside an instruction.
    if (!isComment) goesOn = /\\\s*$/.test(text);
    return begins ? [{text, line}] : [];
  });
}

/** `ARG A=1 B`: what is given from outside goes before the default. */
function argsOf(
  text: string,
  given: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const words = ARG.exec(text)?.[1]?.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.flatMap((word) => {
    const [, name = '', value] = /^(\w+)(?:=(.*))?$/.exec(word) ?? [];
    const set = given[name] ?? value?.replace(/^(["'])(.*)\1$/, '$2');
    return set === undefined ? [] : [[name, set] as const];
  });
}

const VARIABLE = /\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/;

/** `$A`, `${A}` and `${A:-b}`; null where a variable is not set. */
function filledIn(text: string, values: ReadonlyMap<string, string>): string | null {
  let rest = text;
  let filled = '';
  for (let found = VARIABLE.exec(rest); found !== null; found = VARIABLE.exec(rest)) {
    const [whole, braced, fallback, plain] = found;
    const value = values.get(braced ?? plain ?? '') ?? fallback;
    if (value === undefined) return null;
    filled += rest.slice(0, found.index) + value;
    rest = rest.slice(found.index + whole.length);
  }
  filled += rest;
  return filled.includes('$') ? null : filled.replace(/^(["'])(.*)\1$/, '$2');
}
