// Which machine the figures are of.
import {spawnSync} from 'node:child_process';
import {arch, cpus, loadavg, release, totalmem, type} from 'node:os';
import {root} from '../scripts/prepare.mjs';

/** Above this one-minute load, times of single runs say little. */
const QUIET = 0.5;

export function machineFacts(engineVersion) {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()} ${arch()}`,
    docker: `${engineVersion.Version} (API ${engineVersion.ApiVersion})`,
    node: process.version,
    loadBefore: loadavg().map((load) => Number(load.toFixed(2))),
  };
}

/** Which lambdock: its commit, and whether the working tree differs from it. */
export function commit() {
  const git = (...args) => spawnSync('git', args, {cwd: root, encoding: 'utf8'}).stdout?.trim();
  const head = git('rev-parse', '--short', 'HEAD');
  if (!head) return null;
  return `${head}${git('status', '--porcelain', '--', 'src', 'scripts') ? ' and local changes' : ''}`;
}

export const machineText = (facts) =>
  `${facts.cpu}, ${facts.cores} cores, ${facts.memoryGb} GB · ${facts.kernel} · Docker ${facts.docker}` +
  ` · Node ${facts.node}${process.env.NODE_EXTRA_CA_CERTS ? ' (measured without NODE_EXTRA_CA_CERTS)' : ''} · load before ${facts.loadBefore.join(' ')}`;

/** A sentence when others use the machine, else null. */
export function loadWarning([lastMinute]) {
  if (lastMinute <= QUIET) return null;
  return `warning: the load is ${lastMinute.toFixed(2)}, above ${QUIET}: others use this machine, and the figures mean little.`;
}
