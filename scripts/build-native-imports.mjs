// The command line's bundle runs from V8's code cache, and a script from there cannot import(): what it
// imports at run time (the user's modules, packages that are not bundled) it asks of its starter,
// src/files/compiled-bundle.ts.
import {readFile} from 'node:fs/promises';

const OUTSIDE = /(?<!\.)\bimport\((?!'\.|\))/g;

/** In src/: the import of a file that only the run knows, or of a package that is not bundled; types are left. */
const outsideOfSrc = (external) => {
  const names = external.map((name) => name.replaceAll('*', "[^']*")).join('|');
  return new RegExp(`(?<![.\\w])import\\((?=[^'\\s)]|'(?:${names})'\\)(?!\\.))`, 'g');
};

/** An esbuild plugin: imports of what is not bundled (`external`) become calls of `__importModule`. */
export const nativeImports = (external) => ({
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
    const outside = outsideOfSrc(external);
    build.onLoad({filter: /[/\\]src[/\\].*\.ts$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(outside, '__importModule(');
      return contents === text ? undefined : {contents, loader: 'ts'};
    });
  },
});

/** Throws where the bundle `text` still imports a package by itself: that would fail at the user's. */
export function refuseOwnImports(text) {
  const left = text.match(/(?<![.\w])import\(["'][^"']*["']\)/g);
  if (left !== null) throw new Error(`main.cjs cannot import for itself: ${left.join(', ')}`);
}
