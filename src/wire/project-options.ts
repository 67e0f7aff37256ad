import type {LambdockOptions} from '../core/options.js';

/** The options that say which project there is. */
export type ProjectOptions = Pick<
  LambdockOptions,
  | 'cwd'
  | 'project'
  | 'overrides'
  | 'stage'
  | 'params'
  | 'stack'
  | 'region'
  | 'awsProfile'
  | 'awsEnv'
  | 'onWarning'
>;
