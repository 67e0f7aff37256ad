// Bundles src/ into dist/ (esbuild, code split), writes the declarations and the oclif manifest.
// Bundled because a command line is mostly start-up: see docs/decisions/0002-a-bundled-command-line.md.
import {execFile} from 'node:child_process';
import {chmod, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {lazyRequires} from './build-lazy-requires.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pkg = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const run = promisify(execFile);

const commandFiles = async (folder) =>
  (await readdir(folder, {recursive: true}))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

async function bundle() {
  const commands = await commandFiles(join(root, 'src/commands'));
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.ts', 'src/index.ts', ...commands.map((file) => relative(root, file))],
    outdir: 'dist',
    outbase: 'src',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: false,
    legalComments: 'linked',
    chunkNames: 'chunks/[name]-[hash]',
    define: {__LAMBDOCK_VERSION__: JSON.stringify(pkg.version)},
    // The SDK is large and used by --aws-profile alone: it stays a package of its own.
    external: ['@aws-sdk/*', '@smithy/*', 'cpu-features', '*.node'],
    banner: {
      js: [
        "import {createRequire as __createRequire} from 'node:module';",
        "import {fileURLToPath as __toPath} from 'node:url';",
        "import {dirname as __toDirname} from 'node:path';",
        'const require = __createRequire(import.meta.url);',
        'const __filename = __toPath(import.meta.url);',
        'const __dirname = __toDirname(__filename);',
      ].join('\n'),
    },
    plugins: [lazyRequires(createRequire(import.meta.url))],
    logLevel: 'warning',
  });
  await chmod(join(root, 'dist/cli.js'), 0o755);
}

async function declarations() {
  await run(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
    {cwd: root},
  );
}

/** What `oclif manifest` writes, without the oclif package: Config loads every command once. */
async function manifest() {
  const file = join(root, 'oclif.manifest.json');
  await rm(file, {force: true});
  const {Plugin} = await import('@oclif/core');
  const plugin = new Plugin({
    root,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  await writeFile(file, `${JSON.stringify({...plugin.manifest, version: pkg.version}, null, 2)}\n`);
  return Object.keys(plugin.manifest.commands).length;
}

const started = Date.now();
await rm(join(root, 'dist'), {recursive: true, force: true});
await mkdir(join(root, 'dist'), {recursive: true});
await Promise.all([bundle(), declarations()]);
const commands = await manifest();
process.stderr.write(
  `built dist/ with ${commands} commands in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
);
