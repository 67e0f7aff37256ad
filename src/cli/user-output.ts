/* eslint-disable no-console -- nothing is printed here, it is led elsewhere */
/** stdout is the answer alone: what the user's own modules print in this process goes to stderr. */
export function printToStderr(): () => void {
  const {log, info, debug} = console;
  const toStderr = console.error.bind(console);
  Object.assign(console, {log: toStderr, info: toStderr, debug: toStderr});
  return () => Object.assign(console, {log, info, debug});
}
