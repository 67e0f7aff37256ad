import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join, resolve} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** A plugin that somebody names, and the folder it is in. */
export interface ConfiguredPlugin {
  readonly name: string;
  readonly folder: string;
}

/** Where plugins may be named and lie. */
export interface PluginSurroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** lambdock's own folder: a plugin may be installed beside it. */
  readonly root: string;
}

/** The plugins of LAMBDOCK_PLUGINS, between commas, and of `plugins` in the user's config.json. */
export function configuredPlugins(around: PluginSurroundings): readonly ConfiguredPlugin[] {
  const {variables, cwd, root} = around;
  const named = (variables['LAMBDOCK_PLUGINS'] ?? '').split(',').map((name) => name.trim());
  const file = join(configFolder(variables), 'lambdock', 'config.json');
  return [
    ...named.filter((name) => name !== '').map((name) => found(name, cwd, root)),
    ...pluginsIn(file).map((name) => found(name, dirname(file), root)),
  ];
}

/** Never a path that starts from where one stands: a repository would bring plugins of its own. */
function configFolder({
  XDG_CONFIG_HOME: own = '',
  HOME: home = '',
}: PluginSurroundings['variables']): string {
  if (isAbsolute(own)) return own;
  return join(isAbsolute(home) ? home : homedir(), '.config');
}

/** A path is taken as it is; a name is looked for as Node looks for a package. */
function found(name: string, from: string, root: string): ConfiguredPlugin {
  const isPath = isAbsolute(name) || name.startsWith('.');
  const folders = isPath
    ? [resolve(from, name)]
    : [...packages(name, from), ...packages(name, root)];
  const folder = folders.find((one) => existsSync(join(one, 'package.json')));
  if (folder !== undefined) return {name, folder};
  throw new LambdockError('PLUGIN_INVALID', {
    message: `the plugin ${name}: there is no package ${isPath ? 'at' : 'of that name from'} ${isPath ? resolve(from, name) : from}`,
    ...(!isPath && {suggestions: [`npm install --save-dev ${name}`]}),
    details: {plugin: name},
  });
}

function* packages(name: string, from: string): Generator<string> {
  yield join(from, 'node_modules', name);
  const above = dirname(from);
  if (above !== from) yield* packages(name, above);
}

function pluginsIn(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const value = parsed(text);
  const plugins =
    typeof value === 'object' && value !== null && 'plugins' in value ? value.plugins : [];
  if (
    value !== undefined &&
    Array.isArray(plugins) &&
    plugins.every((one) => typeof one === 'string')
  )
    return plugins;
  throw new LambdockError('PLUGIN_INVALID', {
    message: `${file}: expected {"plugins": ["lambdock-plugin-name"]}`,
    details: {file},
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
