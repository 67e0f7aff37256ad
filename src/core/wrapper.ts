/** The variable that names a script for the runtime to be started by. */
const VARIABLE = 'AWS_LAMBDA_EXEC_WRAPPER';

/** What a shell says where a program is not there, or may not be executed. */
const NO_START: Readonly<Record<number, string>> = {
  127: 'there is no such file, or its #! names none',
  126: 'it is not executable',
};

/** What is to be said of a runtime that never started because of its wrapper script; null where that is not why. */
export function wrapperProblem(
  environment: readonly string[],
  exitCode: number | null,
): string | null {
  const wrapper = environment
    .find((pair) => pair.startsWith(`${VARIABLE}=`))
    ?.slice(VARIABLE.length + 1);
  const why = NO_START[exitCode ?? 0];
  return wrapper === undefined || wrapper === '' || why === undefined
    ? null
    : `${VARIABLE} is ${wrapper}, and the runtime could not be started by it: ${why} (exit status ${exitCode}). The code lies in /var/task, layers in /opt`;
}
