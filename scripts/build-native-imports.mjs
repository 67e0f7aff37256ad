// The command line's bundle runs from V8's code cache, and a script from there cannot import(): what it
// imports at run time (the user's modules, packages that are not bundled) it asks of its starter,
// src/files/compiled-bundle.ts.
import {readFile} from 'node:fs/promises';

const OUTSIDE = /(?<!\.)\bimport\((?!'\.|\))/g;

/** An esbuild plugin: imports of what is not bundled become calls of `__importModule`. */
export const nativeImports = () => ({
  name: 'native-imports',
  setup(build) {
    // oclif loads plugins by this module.
    build.onLoad(
      {filter: /[/\\]@oclif[/\\]core[/\\]lib[/\\]module-loader\.js$/},
      async ({path}) => {
        const text = await readFile(path, 'utf8');
        return {contents: text.replace(OUTSIDE, '__importModule('), loader: 'js'};
      },
    );
    build.onLoad({filter: /[/\\]src[/\\](modules|aws|net)[/\\][^/\\]+\.ts$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      return {contents: text.replace(OUTSIDE, '__importModule('), loader: 'ts'};
    });
  },
});
