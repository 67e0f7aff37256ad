import {containerFlags, functionFlags, hooksFlags, projectFlags} from './flags.js';
import {engineFlags, imageFlags} from './flags-engine.js';
import {layerFlags} from './flags-layers.js';

/** Which functions run and how: of every command that has containers run them. */
export const runFlags = {
  ...projectFlags,
  ...hooksFlags,
  ...functionFlags,
  ...layerFlags,
  ...containerFlags,
  ...imageFlags,
  ...engineFlags,
};
