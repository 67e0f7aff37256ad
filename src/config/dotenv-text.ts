import {LambdockError} from '../errors/lambdock-error.js';

const ASSIGNMENT = /^\s*(?:export\s+)?[\w.-]+\s*[=:]/;

/**
 * The variables of dotenv text. A line that says nothing is an error with its number: a typo must
 * not pass as "no variables".
 */
export async function dotenvVariables(
  text: string,
  shownAs: string,
): Promise<Readonly<Record<string, string>>> {
  const {default: dotenv} = await import('dotenv');
  const variables = dotenv.parse(text);
  const lines = text.split(/\r\n?|\n/);
  const idle = lines.findIndex((line, index) => {
    if (/^\s*(#|$)/.test(line) || ASSIGNMENT.test(line)) return false;
    // The inner lines of a quoted value matter: without one of them the value is another.
    const without = dotenv.parse(lines.toSpliced(index, 1).join('\n'));
    return JSON.stringify(without) === JSON.stringify(variables);
  });
  if (idle === -1) return variables;
  throw new LambdockError('ENV_INVALID', {
    message: `${shownAs}:${idle + 1}: not KEY=VALUE`,
    details: {file: shownAs, line: idle + 1},
  });
}
