import {jsonFault, jsonMembers, type JsonNode} from '../core/json-text.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {dotenvVariables} from './dotenv-text.js';
import {readText} from './read-text.js';

/** Variables by name; null removes one. */
export type EnvFileVariables = Readonly<Record<string, string | null>>;

/** What an --env-file says. */
export interface EnvFile {
  /** The file as messages name it. */
  readonly shownAs: string;
  /** For every function. */
  readonly parameters: EnvFileVariables;
  /** For one function, by its name. */
  readonly functions: Readonly<Record<string, EnvFileVariables>>;
}

const SHAPES =
  'give KEY=VALUE lines or {"Parameters": {"KEY": "VALUE"}, "my-function": {"KEY": "VALUE"}}';

/** Reads an env file: JSON by function as SAM has it, else dotenv text. */
export async function readEnvFile(file: string, shownAs: string): Promise<EnvFile> {
  const text = readText({
    file,
    shownAs,
    what: 'env file',
    missing: 'ENV_INVALID',
    unreadable: 'ENV_INVALID',
  });
  if (text.trim() === '') throw invalid(shownAs, 'is empty');
  return /^\s*[{[]/.test(text)
    ? fromJson(text, shownAs)
    : {shownAs, parameters: await dotenvVariables(text, shownAs), functions: {}};
}

async function fromJson(text: string, shownAs: string): Promise<EnvFile> {
  const fault = await jsonFault(text);
  if (fault !== null) {
    throw invalid(`${shownAs}:${fault.line}:${fault.column}`, `is not JSON: ${fault.reason}`);
  }
  const entries = await jsonMembers(text);
  if (entries === null) throw invalid(shownAs, 'is a JSON list, expected an object');
  const groups = new Map<string, EnvFileVariables>();
  for (const [name, group] of entries) {
    const variables = group.type === 'object' ? await jsonMembers(group.text) : null;
    if (variables === null) {
      throw invalid(
        shownAs,
        `has a ${group.type} at ${name}, expected an object of variables there`,
      );
    }
    groups.set(name, variablesOf(variables, {shownAs, group: name}));
  }
  const {Parameters: parameters = {}, ...functions} = Object.fromEntries(groups);
  return {shownAs, parameters, functions};
}

function variablesOf(
  members: readonly (readonly [string, JsonNode])[],
  {shownAs, group}: {readonly shownAs: string; readonly group: string},
): EnvFileVariables {
  return Object.fromEntries(
    members.map(([name, {type, text}]) => {
      if (type === 'object' || type === 'array') {
        throw invalid(
          shownAs,
          `has an ${type} at ${group}.${name}, expected a text, a number, true, false or null`,
        );
      }
      // A number keeps its spelling, as in lambdock.yml.
      if (type === 'string') return [name, JSON.parse(text) as string];
      return [name, type === 'null' ? null : text];
    }),
  );
}

const invalid = (where: string, why: string): LambdockError =>
  new LambdockError('ENV_INVALID', {
    message: `the env file ${where} ${why}`,
    suggestions: [SHAPES],
  });
