import {CORE_SCHEMA, load, Type, YAMLException, type State} from 'js-yaml';
import {issuesError} from '../core/issue.js';
import type {Place} from '../core/place.js';
import {INTRINSICS, isReference} from '../core/reference.js';
import type {SourceFile} from '../core/source-file.js';
import {offsetsOf, placeFinder, recorder, type Recorded} from './source-places.js';
import {asReferences, Tagged} from './tagged-value.js';
import {readText} from './read-text.js';

/**
 * Reads YAML or JSON as the Serverless Framework does, with its parser, which is several times as
 * fast as one that keeps every token; places are reckoned when they are asked for.
 */
export function readSource(file: string, shownAs: string): SourceFile {
  const text = readText({
    file,
    shownAs,
    what: 'project file',
    missing: 'PROJECT_NOT_FOUND',
    unreadable: 'PROJECT_INVALID',
  });
  const recorded = recorder(text);
  const parsed = parse(text, shownAs, recorded);
  const find = placeFinder(text);
  const placeOf = (offset: number): Place => ({file: shownAs, ...find(offset)});
  const value = asReferences(parsed ?? null, {recorded, text, placeOf});
  return {
    file,
    shownAs,
    value,
    place(holder, key, inner) {
      const offsets = offsetsOf(recorded, holder, key);
      if (offsets === null) return (isReference(holder) ? holder.place : null) ?? placeOf(0);
      const within = inner === undefined ? -1 : text.indexOf(inner, offsets.start);
      return placeOf(within === -1 || within > offsets.end ? offsets.key : within);
    },
    written(holder, key) {
      const offsets = offsetsOf(recorded, holder, key);
      return offsets === null ? null : text.slice(offsets.start, offsets.end).trim();
    },
  };
}

function parse(text: string, shownAs: string, recorded: Recorded): unknown {
  try {
    return load(text, {
      filename: shownAs,
      schema: SCHEMA,
      listener(this: State, event, state) {
        recorded.on(event, state);
      },
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const {mark, reason} = error as {mark?: {line: number; column: number}; reason?: string};
    throw issuesError(shownAs, [
      {
        path: '',
        place: {file: shownAs, line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1},
        found: null,
        expected: `not valid YAML: ${reason ?? error.message}`,
        suggestion: null,
        code: 'PROJECT_INVALID',
      },
    ]);
  }
}

const KINDS = ['scalar', 'sequence', 'mapping'] as const;

/** Merge keys, and the short forms of CloudFormation's functions. */
const SCHEMA = CORE_SCHEMA.extend({
  implicit: [mergeType()],
  explicit: INTRINSICS.flatMap((name) =>
    KINDS.map(
      (kind) =>
        new Type(`!${name}`, {kind, construct: (argument: unknown) => new Tagged(name, argument)}),
    ),
  ),
});

/** As YAML 1.1 has it: js-yaml has the type, but not in its core schema. */
function mergeType(): Type {
  return new Type('tag:yaml.org,2002:merge', {
    kind: 'scalar',
    resolve: (key: unknown) => key === '<<' || key === null,
  });
}
