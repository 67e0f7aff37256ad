import {configuredPlugins, type ConfiguredPlugin} from '../config/configured-plugins.js';
import {hostVariables} from '../config/host-variables.js';

/** The plugins that the caller's variables and configuration name; `root` is lambdock's own folder. */
export const pluginsOf = (root: string, cwd: string): readonly ConfiguredPlugin[] =>
  configuredPlugins({variables: hostVariables(), cwd, root});
