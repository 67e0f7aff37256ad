import {join} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {runCompiled} from '../files/compiled-bundle.js';

/** What dist/main.cjs exports: src/main.ts. */
interface MainBundle {
  main(args: readonly string[], root: string): Promise<void>;
}

/** Loads the rest of the command line, compiled if it ran before, and runs it. */
export function runMainBundle(args: readonly string[], root: string): Promise<void> {
  const bundle = runCompiled({
    file: join(root, 'dist/main.cjs'),
    cacheFolder: join(cacheFolder(hostVariables()), 'code-cache'),
  }) as MainBundle;
  return bundle.main(args, root);
}
