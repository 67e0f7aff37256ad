// Bundles src/ into dist/ (esbuild, code split), writes the declarations and the oclif manifest.
// Bundled because a command line is mostly start-up: see docs/decisions/0002-a-bundled-command-line.md.
import {execFile} from 'node:child_process';
import {chmod, mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {lazyRequires} from './build-lazy-requires.mjs';
import {nativeImports, refuseOwnImports} from './build-native-imports.mjs';
import {trimPackages} from './build-trim-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pkg = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const run = promisify(execFile);
/** Built beside dist/, then renamed. */
const OUT = `dist.new-${process.pid}`;

const commandFiles = async (folder) =>
  (await readdir(folder, {recursive: true}))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const SHARED = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
  define: {__LAMBDOCK_VERSION__: JSON.stringify(pkg.version)},
  // What fetches layers and credentials, or reads TOML, is rarely used: it stays in packages of its own.
  external: [
    '@aws-sdk/*',
    '@smithy/*',
    'got',
    'jiti',
    'p-retry',
    'prom-client',
    'smol-toml',
    'cpu-features',
    '*.node',
    'typescript',
  ],
  // Its CommonJS form (UMD) cannot be bundled.
  alias: {'jsonc-parser': 'jsonc-parser/lib/esm/main.js'},
  plugins: [lazyRequires(), trimPackages()],
  logLevel: 'warning',
};

/** What a CommonJS package expects, for modules that are bundled into ESM. */
const ESM_BANNER = [
  "import {createRequire as __createRequire} from 'node:module';",
  "import {fileURLToPath as __toPath} from 'node:url';",
  "import {dirname as __toDirname} from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __toPath(import.meta.url);',
  'const __dirname = __toDirname(__filename);',
].join('\n');

/** The library: ESM, split so that what is rarely used is loaded when it is. */
const bundleLibrary = (entryPoints, outdir) =>
  build({
    ...SHARED,
    entryPoints,
    outdir,
    outbase: 'src',
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    banner: {js: ESM_BANNER},
  });

/** The command line: one CommonJS file, which V8's code cache can hold, behind a small starter. */
const bundleCommandLine = () =>
  Promise.all(
    ['cli', 'main', 'keeper'].map((name) =>
      build({
        ...SHARED,
        entryPoints: [`src/${name}.ts`],
        outfile: `${OUT}/${name}.cjs`,
        format: 'cjs',
        plugins: [
          ...SHARED.plugins,
          // The others are no bundle that comes from the code cache.
          ...(name === 'main' ? [nativeImports(SHARED.external)] : []),
        ],
        define: {...SHARED.define, 'import.meta.url': '__importMetaUrl'},
        banner: {js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;"},
      }),
    ),
  );

/** What the gateway of a compose project runs: one file, as no package is installed in its image. */
const bundleGateway = () =>
  build({
    ...SHARED,
    entryPoints: ['src/gateway.ts'],
    outfile: `${OUT}/gateway/gateway.cjs`,
    format: 'cjs',
    external: [],
    legalComments: 'eof',
    define: {...SHARED.define, 'import.meta.url': '__importMetaUrl'},
    banner: {js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;"},
  });

/** The starter reads the bundle as Latin-1, which takes half the time of UTF-8. */
async function escapeNonAscii() {
  const file = join(root, OUT, 'main.cjs');
  const text = await readFile(file, 'utf8');
  refuseOwnImports(text);
  // esbuild writes ASCII, but for regular expressions: there an escape means the same.
  const escape = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  await writeFile(file, text.replace(/[^\0-\x7f]/g, escape));
}

async function declarations() {
  await run(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(root, 'tsconfig.build.json'),
      '--outDir',
      OUT,
    ],
    {cwd: root},
  );
}

/** What `oclif manifest` writes, without the oclif package: every command is loaded once. */
async function manifest() {
  const scratch = join(root, OUT, 'manifest-scratch');
  const commands = (await commandFiles(join(root, 'src/commands'))).map((path) =>
    relative(root, path),
  );
  await bundleLibrary(commands, `${OUT}/manifest-scratch`);
  const scratchPkg = {...pkg, oclif: {...pkg.oclif, commands: './commands'}};
  await writeFile(join(scratch, 'package.json'), JSON.stringify(scratchPkg));
  const {Plugin} = await import('@oclif/core');
  const plugin = new Plugin({
    root: scratch,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  const found = {...plugin.manifest, version: pkg.version};
  await rm(scratch, {recursive: true});
  return found;
}

/** Where a command was loaded from is nobody's business but this script's. */
const withoutScratch = (key, value) =>
  key === 'relativePath' || key === 'isESM' ? undefined : value;

/** Puts the new build in the old one's place: whoever runs lambdock meanwhile finds one or the other. */
async function replaceDist(found) {
  const dist = join(root, 'dist');
  const old = join(root, `${OUT}-old`);
  await rename(dist, old).catch(() => undefined);
  await rename(join(root, OUT), dist);
  await writeFile(
    join(root, 'oclif.manifest.json'),
    `${JSON.stringify(found, withoutScratch, 2)}\n`,
  );
  await rm(old, {recursive: true, force: true});
}

const started = Date.now();
await mkdir(join(root, OUT), {recursive: true});
try {
  const [, , , , found] = await Promise.all([
    bundleLibrary(['src/index.ts'], OUT),
    bundleCommandLine(),
    bundleGateway(),
    declarations(),
    manifest(),
  ]);
  await escapeNonAscii();
  await chmod(join(root, OUT, 'cli.cjs'), 0o755);
  await replaceDist(found);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(
    `built dist/ with ${Object.keys(found.commands).length} commands in ${seconds} s\n`,
  );
} finally {
  await rm(join(root, OUT), {recursive: true, force: true});
}
