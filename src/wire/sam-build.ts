import {dirname, join, relative} from 'node:path';
import type {ConfigDocument} from '../core/document.js';
import type {FunctionEntry} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {isMapping, ownValue} from '../core/cloudformation/outcome.js';
import type {DocumentValue} from '../core/reference.js';
import {changedAt} from '../files/changed-at.js';

/** A template that is read as `sam build` left it. */
export interface SamBuild {
  /** The template that was built, and what it was made of. Absolute. */
  readonly built: string;
  readonly source: string;
  readonly read: (file: string) => ConfigDocument;
  readonly shown: (file: string) => string;
  readonly warn: (message: string) => void;
}

/** The template that `sam build` made of another, where that is newer; else null. */
export function builtTemplate(source: string): string | null {
  const built = join(dirname(source), '.aws-sam', 'build', 'template.yaml');
  return (changedAt(built) ?? 0) > (changedAt(source) ?? 0) ? built : null;
}

/** A function that says, when it is chosen, that built code runs, and what was changed since. */
export const tellingBuild = (build: SamBuild, entry: FunctionEntry): FunctionEntry => ({
  ...entry,
  spec: async () => {
    const spec = await entry.spec();
    if (isBuilt(build, spec)) tell(build, spec);
    return spec;
  },
});

const isBuilt = ({built}: SamBuild, {code}: FunctionSpec): boolean =>
  code.kind === 'directory' && !relative(dirname(built), code.path).startsWith('..');

function tell(build: SamBuild, spec: FunctionSpec): void {
  const {built, source, shown, warn} = build;
  const folder = shown(dirname(built));
  warn(
    `code runs as \`sam build\` left it in ${folder}, which is newer than ${shown(source)}; without that folder the source runs`,
  );
  const changed = handlerFiles(build, spec).find(
    (file) => (changedAt(file) ?? 0) > (changedAt(built) ?? 0),
  );
  if (changed === undefined) return;
  warn(
    `${shown(changed)} was changed after \`sam build\`: function ${spec.name} runs without that change; run \`sam build\` again, or remove ${folder}`,
  );
}

const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.tsx', '.py', '.rb'];

/** Where the source of a handler may be; none for languages whose handlers name no file. */
function handlerFiles({source, read}: SamBuild, {name, handler}: FunctionSpec): readonly string[] {
  const code = codeUri(read(source).value, name);
  if (code === undefined || handler === null) return [];
  const module = handler.replace(/\.[^./]*$/, '');
  const paths = new Set([module, module.replaceAll('.', '/')]);
  return [...paths].flatMap((path) =>
    ENDINGS.map((ending) => join(dirname(source), code, `${path}${ending}`)),
  );
}

/** The folder of a function as the template itself has it, where it is written out. */
function codeUri(template: DocumentValue, id: string): string | undefined {
  const at = (...keys: readonly string[]): DocumentValue | undefined =>
    keys.reduce<DocumentValue | undefined>(
      (value, key) => (isMapping(value) ? ownValue(value, key) : undefined),
      template,
    );
  const found =
    at('Resources', id, 'Properties', 'CodeUri') ?? at('Globals', 'Function', 'CodeUri');
  return typeof found === 'string' ? found : undefined;
}
