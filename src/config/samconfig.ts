import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {parameterOverrides} from '../core/cloudformation/parameter-overrides.js';
import {isMapping, ownValue, textOf} from '../core/cloudformation/outcome.js';
import type {DocumentValue} from '../core/reference.js';
import type {SamSettings} from '../core/sam-settings.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {readDocument} from './read-document.js';
import {readText} from './read-text.js';

const NAMES = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'];
/** Commands of SAM whose settings count, the later ones over the earlier ones. */
const COMMANDS = ['global', 'deploy', 'local_invoke'];

/** The default settings of a samconfig file beside a template; null where there is none. */
export async function readSamconfig(
  folder: string,
  shownIn: (file: string) => string,
): Promise<SamSettings | null> {
  const name = NAMES.find((candidate) => existsSync(join(folder, candidate)));
  if (name === undefined) return null;
  const file = join(folder, name);
  const shownAs = shownIn(file);
  const content = name.endsWith('.toml')
    ? await readToml(file, shownAs)
    : readDocument(file, shownAs).value;
  const sections = COMMANDS.map((command) => at(content, ['default', command, 'parameters']));
  const last = (key: string): string | null => {
    const value = sections
      .map((section) => at(section, [key]))
      .findLast((found) => found !== undefined);
    return typeof value === 'string' ? value : null;
  };
  return {
    shownAs,
    stackName: last('stack_name'),
    region: last('region'),
    params: Object.assign(
      {},
      ...sections.map((section) => paramsOf(at(section, ['parameter_overrides']), shownAs)),
    ) as Readonly<Record<string, string>>,
  };
}

async function readToml(file: string, shownAs: string): Promise<DocumentValue> {
  const text = readText({
    file,
    shownAs,
    what: 'SAM settings',
    missing: 'PROJECT_NOT_FOUND',
    unreadable: 'PROJECT_INVALID',
  });
  const {parse, TomlError} = await import('smol-toml');
  try {
    return parse(text) as unknown as DocumentValue;
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [why = ''] = cause.message.split('\n');
    throw new LambdockError('PROJECT_INVALID', {
      message: `${shownAs}:${cause.line}:${cause.column}: not valid TOML: ${why}`,
      details: {file, line: cause.line, column: cause.column},
      cause,
    });
  }
}

const at = (value: DocumentValue | undefined, path: readonly string[]): DocumentValue | undefined =>
  path.reduce<DocumentValue | undefined>(
    (here, key) => (isMapping(here) ? ownValue(here, key) : undefined),
    value,
  );

/** A text, a list of texts, or (in YAML) a mapping. */
function paramsOf(
  written: DocumentValue | undefined,
  shownAs: string,
): Readonly<Record<string, string>> {
  if (written === undefined) return {};
  const texts: readonly unknown[] = Array.isArray(written) ? written : [written];
  if (isMapping(written)) {
    return Object.fromEntries(
      Object.entries(written).map(([key, value]) => [key, textOf(value) ?? '']),
    );
  }
  const found = texts.map((text) =>
    typeof text === 'string' ? parameterOverrides(text) : undefined,
  );
  if (!found.every((params) => params !== undefined)) {
    throw new LambdockError('PROJECT_INVALID', {
      message: `${shownAs}: parameter_overrides is not made of Name=Value`,
      suggestions: ['such as parameter_overrides = "Stage=dev Size=\\"two words\\""'],
    });
  }
  return Object.assign({}, ...found) as Readonly<Record<string, string>>;
}
