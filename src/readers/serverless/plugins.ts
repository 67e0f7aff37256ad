import {join, resolve} from 'node:path';
import {serviceSetting, ownSetting, type FunctionReading} from './function-reading.js';
import {isList, isMapping} from './located.js';
import type {Service} from './settings-of-service.js';
import {SETTINGS} from './function-reading.js';

/** Plugins that change what runs, and how. */
const BUILDERS: Readonly<Record<string, string>> = {
  'serverless-bundle': 'bundles the code',
  'serverless-esbuild': 'bundles the code',
  'serverless-webpack': 'bundles the code',
  'serverless-rspack': 'bundles the code',
  'serverless-plugin-optimize': 'bundles the code',
  'serverless-plugin-typescript': 'compiles TypeScript',
  'serverless-typescript': 'compiles TypeScript',
  'serverless-plugin-include-dependencies': 'chooses the files of the package',
  'serverless-package-python-functions': 'installs Python’s packages',
  'serverless-python-requirements': 'installs Python’s packages',
  'serverless-rust': 'compiles Rust',
  'serverless-rust-plugin': 'compiles Rust',
  'serverless-go-plugin': 'compiles Go',
  'serverless-ruby-layer': 'installs Ruby’s gems',
  'serverless-layers': 'adds layers',
  'serverless-jetpack': 'chooses the files of the package',
  'serverless-haskell': 'compiles Haskell',
};

/** The plugins of the project that change what runs. */
export async function buildersOf(service: Service): Promise<readonly string[]> {
  const found = await serviceSetting({service}, 'plugins');
  if (found === undefined) return [];
  const {value} = await service.evaluator.whole(found, SETTINGS);
  const list = isMapping(value) ? value['modules'] : value;
  return isList(list)
    ? list.filter(
        (name): name is string => typeof name === 'string' && Object.hasOwn(BUILDERS, name),
      )
    : [];
}

const HANDLER_ENDINGS = [
  '.ts',
  '.mts',
  '.cts',
  '.tsx',
  '.js',
  '.mjs',
  '.cjs',
  '.py',
  '.rb',
  '.go',
  '.rs',
];

/**
 * What a plugin has built of a function, where that is newer than what it was built of; null where
 * there is no such plugin, or nothing of it to be used. Either is told.
 */
export async function builtArtifact(
  reading: FunctionReading,
  handler: string | null,
): Promise<string | null> {
  const {service, key} = reading;
  const builders = await buildersOf(service);
  if (builders.length === 0 || service.tools.flags.overridden.code) return null;
  const folder = resolve(service.root.spot.file.file, '..');
  const archive = await archiveOf(reading, folder);
  const builtAt = service.tools.changedAt(archive);
  const shown = archive.slice(folder.length + 1);
  const what = builders.map((name) => `${name} (${BUILDERS[name] ?? ''})`).join(', ');
  if (builtAt === null) {
    service.tools.warn(
      `plugins are not run: ${what}. There is no ${shown} of ${key}, so its code is taken as it is; build it (\`serverless package\`), or name the built code with package.artifact or --code`,
    );
    return null;
  }
  const sources = sourcesOf(service.root.spot.file.file, folder, handler);
  const newer = sources.find((file) => (service.tools.changedAt(file) ?? 0) > builtAt);
  if (newer === undefined) {
    service.tools.warn(`plugins are not run: ${what}. ${key} runs from ${shown}, which they built`);
    return archive;
  }
  service.tools.warn(
    `plugins are not run: ${what}. ${shown} is older than ${newer.slice(folder.length + 1)}, so the code of ${key} is taken as it is; build it again (\`serverless package\`)`,
  );
  return null;
}

async function archiveOf(reading: FunctionReading, folder: string): Promise<string> {
  const {service, key} = reading;
  const individually =
    (await ownSetting(reading, 'package', 'individually')) ??
    (await serviceSetting(reading, 'package', 'individually'));
  const name = individually?.value === true ? key : await service.name(SETTINGS);
  return join(folder, '.serverless', `${name}.zip`);
}

/** The project file, and the files in which the handler may be. */
function sourcesOf(file: string, folder: string, handler: string | null): readonly string[] {
  const module = handler?.replace(/\.[^./]*$/, '') ?? null;
  return module === null
    ? [file]
    : [file, ...HANDLER_ENDINGS.map((ending) => join(folder, `${module}${ending}`))];
}
