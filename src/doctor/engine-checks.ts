import {bytesText} from '../core/bytes-text.js';
import type {Check} from '../core/check.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Engine, EngineInfo} from '../docker/engine.js';
import {fine, troubled} from './check-result.js';

/** The checks of an engine that answers. */
export const engineChecks = (
  {endpoint}: Engine,
  info: EngineInfo,
  project: readonly FunctionSpec[] | null,
): readonly Check[] => [
  fine(
    'engine',
    `${info.name} at ${endpoint.url} (${endpoint.origin}), version ${info.serverVersion}`,
  ),
  fine('engine API', info.apiVersion),
  systemCheck(info),
  architectureCheck(info, project),
  memoryCheck(info),
];

const systemCheck = ({os}: EngineInfo): Check =>
  os === 'linux'
    ? fine('engine system', os)
    : troubled('failed', 'engine system', {
        found: `${os}: Lambda's images are for Linux`,
        remedy: 'switch the engine to Linux containers',
      });

function architectureCheck(
  {architecture}: EngineInfo,
  project: readonly FunctionSpec[] | null,
): Check {
  const native = NATIVE[architecture] ?? architecture;
  const foreign = (project ?? []).filter((spec) => spec.architecture !== native);
  if (foreign.length === 0) return fine('architecture', native);
  const names = foreign.map((spec) => `${spec.name} (${spec.architecture})`).join(', ');
  return troubled('warning', 'architecture', {
    found: `${native}; emulated, hence slow, or not at all: ${names}`,
    remedy: `docker run --privileged --rm tonistiigi/binfmt --install all, or --architecture ${native}`,
  });
}

const NATIVE: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  x86_64: 'x86_64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

function memoryCheck({limitsMemory, limitsSwap, memoryBytes, cpus}: EngineInfo): Check {
  const size = `${bytesText(memoryBytes)}, ${cpus} CPUs`;
  if (limitsMemory && limitsSwap) return fine('memory limit', `supported (${size})`);
  const missing = limitsMemory ? 'swap cannot be limited' : 'memory cannot be limited';
  return troubled('warning', 'memory limit', {
    found: `${missing}: a function may use more than Lambda would give it (${size})`,
    remedy:
      'start the kernel with cgroup_enable=memory swapaccount=1, or live with --no-memory-limit',
  });
}
