// What packages do at every start, or with every request, and lambdock has no use for.
import {readFile} from 'node:fs/promises';

const CUTS = [
  {
    // By the rules of the user's language: the first such comparison of a process loads the collation
    // tables, 35 ms, to sort ASCII ids.
    file: /[/\\]@oclif[/\\]core[/\\]lib[/\\]config[/\\]plugin\.js$/,
    from: 'a.id.localeCompare(b.id)',
    to: '(a.id < b.id ? -1 : 1)',
  },
  {
    // Compares versions with semver, 19 ms; src/cli.ts does it with one number.
    file: /[/\\]@oclif[/\\]core[/\\]lib[/\\]index\.js$/,
    from: '\ncheckNodeVersion();',
    to: '',
  },
  {
    // Writes all that belongs to a request down, agents and signals too, for a log that nobody reads: some
    // milliseconds each.
    file: /[/\\]docker-modem[/\\]lib[/\\]modem\.js$/,
    from: "debug('Sending: %s', util.inspect(",
    to: "if (debug.enabled) debug('Sending: %s', util.inspect(",
  },
];

/** An esbuild plugin: makes CUTS, and fails when a package has changed under them. */
export const trimPackages = () => ({
  name: 'trim-packages',
  setup(build) {
    for (const {file, from, to} of CUTS) {
      build.onLoad({filter: file}, async ({path}) => {
        const text = await readFile(path, 'utf8');
        if (!text.includes(from)) throw new Error(`${path}: no "${from.trim()}" to replace`);
        return {contents: text.replace(from, to), loader: 'js'};
      });
    }
  },
});
