import type Docker from 'dockerode';
import type {DockerOptions} from '../core/docker-options.js';

const MB = 2 ** 20;
const NANO = 1e9;

/** `docker:` of a lambdock.yml in the engine's words; what lambdock sets itself is not among them. */
export function furtherOptions(options: DockerOptions = {}): Docker.HostConfig {
  const {devices, ulimits, sysctls, privileged, shmSize, pidsLimit, cpus} = options;
  const {capAdd, capDrop, securityOpt, groupAdd, dnsSearch} = options;
  return {
    ...(devices && {Devices: devices.map(deviceOf)}),
    ...(ulimits && {Ulimits: Object.entries(ulimits).map(ulimitOf)}),
    ...(sysctls && {Sysctls: textsOf(sysctls)}),
    ...(privileged !== undefined && {Privileged: privileged}),
    ...(shmSize !== undefined && {ShmSize: shmSize * MB}),
    ...(pidsLimit !== undefined && {PidsLimit: pidsLimit}),
    ...(cpus !== undefined && {NanoCpus: Math.round(cpus * NANO)}),
    ...(capAdd && {CapAdd: [...capAdd]}),
    ...(capDrop && {CapDrop: [...capDrop]}),
    ...(securityOpt && {SecurityOpt: [...securityOpt]}),
    ...(groupAdd && {GroupAdd: [...groupAdd]}),
    ...(dnsSearch && {DnsSearch: [...dnsSearch]}),
  };
}

/** `/dev/a[:/dev/b][:rwm]`; without a second path it has the same one in the container. */
function deviceOf(text: string): Docker.DeviceMapping {
  const [host = '', ...rest] = text.split(':');
  const inside = rest.find((part) => part.startsWith('/')) ?? host;
  const rights = rest.find((part) => !part.startsWith('/')) ?? 'rwm';
  return {PathOnHost: host, PathInContainer: inside, CgroupPermissions: rights};
}

function ulimitOf([name, limit]: [string, NonNullable<DockerOptions['ulimits']>[string]]): {
  Name: string;
  Soft: number;
  Hard: number;
} {
  const {soft, hard} = typeof limit === 'number' ? {soft: limit, hard: limit} : limit;
  return {Name: name, Soft: soft, Hard: hard};
}

const textsOf = (values: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
