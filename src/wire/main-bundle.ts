import {join} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {runCompiled} from '../files/compiled-bundle.js';

/** What dist/main.cjs exports: src/main.ts. */
interface MainBundle {
  main(args: readonly string[], root: string): Promise<void>;
}

/** Its first word; those who ask for help alone share a form, and who only asks for a plan needs less. */
function commandIn(args: readonly string[]): string {
  const isHelp = args.some((arg) => arg === '--help' || arg === '-h');
  const command = (isHelp ? undefined : args.find((arg) => !arg.startsWith('-'))) ?? '--help';
  return args.includes('--dry-run') ? `${command} --dry-run` : command;
}

/** Loads the rest of the command line, compiled if it ran before, and runs it. */
export function runMainBundle(args: readonly string[], root: string): Promise<void> {
  const bundle = runCompiled({
    file: join(root, 'dist/main.cjs'),
    cacheFolder: join(cacheFolder(hostVariables()), 'code-cache'),
    command: commandIn(args),
  }) as MainBundle;
  return bundle.main(args, root);
}
