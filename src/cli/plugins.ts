import {Config, Plugin} from '@oclif/core';
import type {NamedHooks} from '../core/hooks.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';

/** A package that adds commands and hooks, and its folder. */
interface PluginPlace {
  readonly name: string;
  readonly folder: string;
}

/** oclif's configuration with plugins in it; commands of our own win over theirs. */
export async function configWithPlugins(
  root: string,
  places: readonly PluginPlace[],
): Promise<Config> {
  const own = new Plugin({isRoot: true, root});
  await own.load();
  const others: Plugin[] = [];
  for (const place of places) others.push(await loaded(place));
  const plugins = new Map([own, ...others].map((plugin) => [plugin.name, plugin]));
  return Config.load({root, plugins});
}

/** oclif would only warn of a command that cannot be loaded, and then know none of that name. */
async function loaded({name, folder}: PluginPlace): Promise<Plugin> {
  const plugin = new Plugin({type: 'user', root: folder, errorOnManifestCreate: true});
  try {
    await plugin.load();
  } catch (cause) {
    throw invalid(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (!plugin.valid) throw invalid(name, `${folder}/package.json has no "oclif" in it`);
  return plugin;
}

const invalid = (name: string, why: string, cause?: unknown): LambdockError =>
  new LambdockError('PLUGIN_INVALID', {
    message: `the plugin ${name} cannot be loaded: ${why}`,
    details: {plugin: name},
    cause,
  });

/** The hooks of lambdock's that plugins return from their oclif hook `lambdock`. */
export async function pluginHooks(config: Config): Promise<readonly NamedHooks[]> {
  const {successes, failures} = await config.runHook('lambdock', {});
  const [failed] = failures;
  if (failed !== undefined) {
    if (isLambdockError(failed.error)) throw failed.error;
    throw new LambdockError('HOOK_FAILED', {
      message: `the hook lambdock of the plugin ${failed.plugin.name} failed: ${failed.error.message}`,
      details: {from: failed.plugin.name, hook: 'lambdock'},
      cause: failed.error,
    });
  }
  return successes.map(({plugin, result}) => ({
    from: `the plugin ${plugin.name}`,
    file: null,
    hooks: result as NamedHooks['hooks'],
  }));
}
