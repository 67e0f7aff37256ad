// CommonJS packages require everything at their top, used or not. These files of theirs are left
// out of the bundle and loaded from the installed package at first use: ssh.js (with ssh2) only for
// ssh:// endpoints, session.js and buildkit.js (with gRPC) only for BuildKit sessions.
const LAZY = [
  {importer: /[/\\]docker-modem[/\\]lib[/\\]/, request: './ssh', real: 'docker-modem/lib/ssh.js'},
  {importer: /[/\\]dockerode[/\\]lib[/\\]/, request: './session', real: './session.js'},
  {importer: /[/\\]dockerode[/\\]lib[/\\]/, request: './buildkit', real: './buildkit.js'},
];

const stub = (real) => `
const {createRequire} = require('node:module');
let loaded;
const load = () => (loaded ??= createRequire(createRequire(__filename).resolve('dockerode'))(${JSON.stringify(real)}));
module.exports = new Proxy(function () {}, {
  get: (_, key) => load()[key],
  apply: (_, self, args) => load().apply(self, args),
});`;

/** An esbuild plugin: each file of LAZY becomes a stand-in that loads the real one when used. */
export const lazyRequires = () => ({
  name: 'lazy-requires',
  setup(build) {
    build.onResolve({filter: /^\.\/(ssh|session|buildkit)$/}, ({path, importer}) => {
      const found = LAZY.find((lazy) => lazy.request === path && lazy.importer.test(importer));
      return found && {path: found.real, namespace: 'lazy-require'};
    });
    build.onLoad({filter: /.*/, namespace: 'lazy-require'}, ({path}) => ({contents: stub(path)}));
  },
});
