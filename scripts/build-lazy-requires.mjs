// CommonJS packages require everything at their top, used or not. These are loaded at first use
// instead: ssh2 only for ssh:// endpoints, the gRPC stack only for BuildKit sessions.
const LAZY = ['ssh2', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'];

/**
 * An esbuild plugin: each package of LAZY becomes an object whose first property access requires
 * the real, external package.
 */
export const lazyRequires = (require) => ({
  name: 'lazy-requires',
  setup(build) {
    const filter = new RegExp(
      `^(${LAZY.map((name) => name.replace(/[/\\]/g, '\\$&')).join('|')})$`,
    );
    build.onResolve({filter}, ({path, kind}) =>
      kind === 'require-call' ? {path, namespace: 'lazy-require'} : undefined,
    );
    build.onLoad({filter: /.*/, namespace: 'lazy-require'}, ({path}) => {
      require.resolve(path);
      return {
        contents: [
          'let real;',
          `const load = () => (real ??= require(${JSON.stringify(`${path}`)} + ''));`,
          'module.exports = new Proxy(function () {}, {get: (_, key) => load()[key]});',
        ].join('\n'),
        resolveDir: process.cwd(),
      };
    });
  },
});
