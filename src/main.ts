import {runCommandLine} from './cli/run-command-line.js';

/** Every command, by oclif's id; loaded when it is asked for. A test holds it against commands/. */
export const COMMANDS = {
  build: () => import('./commands/build.js'),
  compose: () => import('./commands/compose.js'),
  doctor: () => import('./commands/doctor.js'),
  down: () => import('./commands/down.js'),
  'env:lock': () => import('./commands/env/lock.js'),
  'env:show': () => import('./commands/env/show.js'),
  'events:inspect': () => import('./commands/events/inspect.js'),
  'events:redact': () => import('./commands/events/redact.js'),
  'functions:list': () => import('./commands/functions/list.js'),
  'images:build': () => import('./commands/images/build.js'),
  'images:list': () => import('./commands/images/list.js'),
  'images:pull': () => import('./commands/images/pull.js'),
  init: () => import('./commands/init.js'),
  invoke: () => import('./commands/invoke.js'),
  'layers:clear': () => import('./commands/layers/clear.js'),
  'layers:list': () => import('./commands/layers/list.js'),
  'layers:pull': () => import('./commands/layers/pull.js'),
  merge: () => import('./commands/merge.js'),
  prune: () => import('./commands/prune.js'),
  ps: () => import('./commands/ps.js'),
  replay: () => import('./commands/replay.js'),
  serve: () => import('./commands/serve.js'),
} as const;

/** Runs the command line of the package whose root folder is `root`. */
export const main = (args: readonly string[], root: string): Promise<void> =>
  runCommandLine(args, {root, commands: COMMANDS});
