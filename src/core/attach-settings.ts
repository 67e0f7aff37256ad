import type {FunctionSpec} from './function-spec.js';
import type {Debugger} from './runtime.js';

const TASK_ROOT = '/var/task';

/** What the settings of a debugger's client are made of. */
export interface AttachRequest {
  readonly debugger: Debugger;
  readonly spec: FunctionSpec;
  readonly host: string;
  readonly port: number;
}

type Settings = Readonly<Record<string, unknown>>;

/** The configuration of VS Code's launch.json that attaches to a function. */
export function attachSettings(request: AttachRequest): Settings {
  const common = {name: `lambdock: ${request.spec.name}`, request: 'attach'};
  switch (request.debugger) {
    case 'cdp':
      return {type: 'node', ...common, ...nodeSettings(request)};
    case 'debugpy':
      return {type: 'debugpy', ...common, ...pythonSettings(request)};
    case 'jdwp':
      return {type: 'java', ...common, hostName: request.host, port: request.port};
  }
}

/** Where the sources of a function are on this machine; the folder that is open, where nobody knows. */
export const sourceFolder = ({code}: FunctionSpec): string =>
  code.kind === 'directory' ? code.path : WORKSPACE;

const WORKSPACE = '${workspaceFolder}';

/** Maps of a TypeScript build are beside its output: in the code, but for dependencies. */
function nodeSettings({spec, host, port}: AttachRequest): Settings {
  const folder = sourceFolder(spec);
  return {
    address: host,
    port,
    localRoot: folder,
    remoteRoot: TASK_ROOT,
    sourceMaps: true,
    outFiles: [`${folder}/**/*.(m|c|)js`, '!**/node_modules/**'],
    resolveSourceMapLocations: [`${folder}/**`, '!**/node_modules/**'],
    skipFiles: ['<node_internals>/**', '/var/runtime/**'],
  };
}

function pythonSettings({spec, host, port}: AttachRequest): Settings {
  const layers = spec.layers.flatMap((layer) =>
    layer.kind === 'directory' ? [{localRoot: layer.path, remoteRoot: '/opt'}] : [],
  );
  return {
    connect: {host, port},
    pathMappings: [{localRoot: sourceFolder(spec), remoteRoot: TASK_ROOT}, ...layers],
    justMyCode: true,
  };
}
