/** Filled in by scripts/build.mjs. */
declare const __LAMBDOCK_VERSION__: string | undefined;

/** lambdock's version; unbundled sources, as tests run them, have none. */
export const VERSION: string =
  typeof __LAMBDOCK_VERSION__ === 'string' ? __LAMBDOCK_VERSION__ : '0.0.0-source';
