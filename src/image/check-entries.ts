import {BOOTSTRAP, bitWarning, bootstrapIn, type CodeView} from '../core/code-view.js';
import type {TreeRequest} from '../core/code-tree.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {handlerAbsence} from '../core/handler-file.js';
import {findRuntime, type RuntimeFamily} from '../core/runtime.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** What code is checked with. */
export interface EntryCheck {
  readonly spec: FunctionSpec;
  /** Layers in their order, then the code. */
  readonly views: readonly CodeView[];
  /** False where variables or mounts may change what the runtime loads. */
  readonly isPlain: boolean;
  /** The command that usually makes the code. */
  readonly buildCommand: (source: TreeRequest) => string | null;
}

/**
 * Refuses code whose names alone show that it cannot start, and returns what is to be warned of.
 * Nothing is read: it is done at every start.
 */
export function checkEntries(check: EntryCheck): readonly string[] {
  const family = familyOf(check.spec);
  if (family === null) return [];
  if (family === 'provided') return checkBootstrap(check);
  checkHandler(check, family);
  return [];
}

/** Null where the image is the user's own, and knows itself what it needs. */
export const familyOf = ({runtime, baseImage, code}: FunctionSpec): RuntimeFamily | null =>
  runtime === null || baseImage !== null || code.kind === 'image'
    ? null
    : (findRuntime(runtime)?.family ?? null);

function checkBootstrap({spec, views, buildCommand}: EntryCheck): readonly string[] {
  const found = bootstrapIn(views);
  if (found !== null) return bitWarning(found.view, found.entry);
  if (views.some(({entries}) => entries === null)) return [];
  const code = views.at(-1);
  if (code === undefined) return [];
  const elsewhere = code.entries?.find(({path}) => path.endsWith(`/${BOOTSTRAP}`))?.path;
  const where =
    views.length > 1 ? `neither ${code.source.path} nor a layer has` : `${code.source.path} lacks`;
  throw new LambdockError('CODE_UNRUNNABLE', {
    message: `function ${spec.name} of ${spec.runtime ?? ''} has nothing to start: ${where} the file ${BOOTSTRAP} at its root`,
    suggestions: suggestionsOf([
      elsewhere === undefined ? null : `${elsewhere} is there: name its folder as \`code:\``,
      built(buildCommand(code.source)),
    ]),
    details: {function: spec.name, path: code.source.path, file: BOOTSTRAP},
  });
}

function checkHandler(
  {spec, views, isPlain, buildCommand}: EntryCheck,
  family: RuntimeFamily,
): void {
  const [code, ...layers] = views.toReversed();
  const {handler} = spec;
  if (handler === null || !isPlain || layers.length > 0 || !code?.entries) return;
  const absence = handlerAbsence({family, handler, entries: code.entries});
  if (absence === null) return;
  const {wanted, near} = absence;
  const there =
    near.length === 0 ? '' : `; there ${near.length === 1 ? 'is' : 'are'} ${near.join(', ')}`;
  throw new LambdockError('HANDLER_NOT_FOUND', {
    message: `the handler ${handler} of function ${spec.name} is not in ${code.source.path}: no ${wanted}${there}`,
    suggestions: suggestionsOf([
      near.some((path) => path.endsWith('.jar'))
        ? `name the .jar itself as \`code:\`, or put it into lib/`
        : null,
      built(buildCommand(code.source)),
      'correct `handler:` or `code:`',
    ]),
    details: {function: spec.name, handler, path: code.source.path, wanted, near},
  });
}

const built = (command: string | null): string | null =>
  command === null ? null : `if a build makes it, run it first: ${command}`;

const suggestionsOf = (found: readonly (string | null)[]): readonly string[] => {
  const told = found.filter((text) => text !== null);
  return told.length === 0 ? ['put it there, or correct `code:`'] : told;
};
