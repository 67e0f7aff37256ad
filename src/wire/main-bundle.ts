import {join} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {runCompiled} from '../files/compiled-bundle.js';

/** What dist/main.cjs exports: src/main.ts. */
interface MainBundle {
  main(args: readonly string[], root: string): Promise<void>;
}

/** Its first word and its driver; those who ask for help alone share a form, and who only asks for a plan needs less. */
function commandIn(args: readonly string[]): string {
  const first = args.find((arg) => !arg.startsWith('-'));
  if (first === undefined || args.some((arg) => arg === '--help' || arg === '-h')) return '--help';
  return [first, args.includes('--dry-run') ? '--dry-run' : driverIn(args)].join(' ');
}

const driverIn = (args: readonly string[]): string =>
  /--driver[= ](\S+)/.exec(args.join(' '))?.[1] ?? hostVariables()['LAMBDOCK_DRIVER'] ?? '';

/** Loads the rest of the command line, compiled if it ran before, and runs it. */
export function runMainBundle(args: readonly string[], root: string): Promise<void> {
  const bundle = runCompiled({
    file: join(root, 'dist/main.cjs'),
    cacheFolder: join(cacheFolder(hostVariables()), 'code-cache'),
    command: commandIn(args),
  }) as MainBundle;
  return bundle.main(args, root);
}
