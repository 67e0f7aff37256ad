import {isDerivedName} from '../core/derived-image.js';
import type {DockerOptions} from '../core/docker-options.js';
import {LABELS} from '../core/labels.js';
import {NO_EXTENSIONS_FILE, RIE_FLAGS, RIE_PORT} from '../core/rie.js';
import {READY_SCRIPT, SUPERVISOR_SCRIPT, listensScript} from '../core/compose/supervisor.js';
import {literal} from '../core/compose/service-name.js';
import type {ContainerRequest} from '../docker/engine.js';

/** What a function's service is made of. */
export interface FunctionServiceRequest {
  readonly functionName: string;
  readonly gateway: string;
  /** The container as `invoke` would start it. */
  readonly container: ContainerRequest;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its runtime asks for work; null where an emulator runs it. */
  readonly runtimePort: number | null;
  /** Whether the image has bash, for supervisor and healthcheck. */
  readonly hasBash: boolean;
  readonly timeoutMs: number;
}

/** A value of a compose file. */
export type ComposeValue =
  string | number | boolean | readonly ComposeValue[] | {readonly [key: string]: ComposeValue};

/** The program of a supervised service; one value, which the file has once. */
export const SUPERVISED: readonly string[] = [
  '/bin/bash',
  '-c',
  literal(SUPERVISOR_SCRIPT),
  'lambdock-supervisor',
];

const BASH_CHECK = {
  start_period: '60s',
  start_interval: '500ms',
  interval: '10s',
  timeout: '5s',
  retries: 3,
};

/** A healthcheck by a script, which asks rarely once it has been answered. */
export const healthcheck = (script: string): ComposeValue => ({
  test: ['CMD', '/bin/bash', '-c', literal(script)],
  ...BASH_CHECK,
});

/** A function as a compose service. */
export function functionService(request: FunctionServiceRequest): ComposeValue {
  const {functionName, gateway, container, environment, runtimePort, hasBash, timeoutMs} = request;
  const {image, platform, workingDir, labels} = container;
  const isSupervised = runtimePort !== null && hasBash;
  return {
    image,
    pull_policy: isDerivedName(image) ? 'never' : 'missing',
    ...(platform !== undefined && {platform}),
    ...programOf(request, isSupervised),
    ...(workingDir !== undefined && {working_dir: workingDir}),
    environment: {
      ...environment,
      ...(runtimePort !== null && {AWS_LAMBDA_RUNTIME_API: `${gateway}:${runtimePort}`}),
    },
    ...resourcesOf(container),
    ...further(container.docker),
    labels: {
      [LABELS.function]: functionName,
      [LABELS.version]: labels[LABELS.version] ?? '',
      [LABELS.role]: 'compose',
    },
    restart: 'unless-stopped',
    stop_grace_period: `${Math.ceil(timeoutMs / 1000) + 2}s`,
    ...(hasBash && {
      healthcheck: healthcheck(runtimePort === null ? listensScript(RIE_PORT) : READY_SCRIPT),
    }),
  };
}

function programOf(
  {container: {entrypoint = [], command = [], files = []}, runtimePort}: FunctionServiceRequest,
  isSupervised: boolean,
): {readonly entrypoint: ComposeValue; readonly command: ComposeValue} {
  const words = [...entrypoint, ...command].map(literal);
  if (runtimePort === null) return emulated(words, files.length > 0);
  if (isSupervised) return {entrypoint: SUPERVISED, command: words};
  return {entrypoint: entrypoint.map(literal), command: command.map(literal)};
}

/** Nobody reads the emulator's log here: it need not tell all. */
function emulated(
  [emulator = '', ...words]: readonly string[],
  withoutExtensions: boolean,
): {readonly entrypoint: ComposeValue; readonly command: ComposeValue} {
  const command = RIE_FLAGS.every((flag, index) => words[index] === flag)
    ? words.slice(RIE_FLAGS.length)
    : words;
  if (!withoutExtensions) return {entrypoint: [emulator], command};
  // It runs no extensions where this file is.
  const script = literal(`: >${NO_EXTENSIONS_FILE}; exec "$@"`);
  return {entrypoint: ['/bin/sh', '-c', script, 'sh', emulator], command};
}

function resourcesOf({
  memoryBytes,
  tmpfs = {},
  extraHosts = [],
  dns = [],
  mounts = [],
}: ContainerRequest): Record<string, ComposeValue> {
  const memory = memoryBytes === undefined ? null : `${memoryBytes / 2 ** 20}m`;
  return {
    ...(memory !== null && {mem_limit: memory, memswap_limit: memory}),
    ...(Object.keys(tmpfs).length > 0 && {
      tmpfs: Object.entries(tmpfs).map(([path, options]) => `${path}:${options}`),
    }),
    ...(extraHosts.length > 0 && {extra_hosts: extraHosts}),
    ...(dns.length > 0 && {dns}),
    ...(mounts.length > 0 && {
      volumes: mounts.map(({kind, source, target, readOnly}) => ({
        type: kind,
        source: literal(source),
        target,
        ...(readOnly && {read_only: true}),
      })),
    }),
  };
}

/** `docker:` of a lambdock.yml in compose's words. */
function further(options: DockerOptions = {}): Record<string, ComposeValue> {
  const {devices, ulimits, sysctls, privileged, shmSize, pidsLimit, cpus} = options;
  const {capAdd, capDrop, securityOpt, groupAdd, dnsSearch, hostname} = options;
  return {
    ...(hostname !== undefined && {hostname}),
    ...(devices && {devices}),
    ...(ulimits && {ulimits: Object.fromEntries(Object.entries(ulimits).map(ulimitOf))}),
    ...(sysctls && {sysctls}),
    ...(privileged !== undefined && {privileged}),
    ...(shmSize !== undefined && {shm_size: `${shmSize}m`}),
    ...(pidsLimit !== undefined && {pids_limit: pidsLimit}),
    ...(cpus !== undefined && {cpus}),
    ...(capAdd && {cap_add: capAdd}),
    ...(capDrop && {cap_drop: capDrop}),
    ...(securityOpt && {security_opt: securityOpt}),
    ...(groupAdd && {group_add: groupAdd}),
    ...(dnsSearch && {dns_search: dnsSearch}),
  };
}

const ulimitOf = ([name, limit]: [string, NonNullable<DockerOptions['ulimits']>[string]]): [
  string,
  ComposeValue,
] => [name, typeof limit === 'number' ? limit : {soft: limit.soft, hard: limit.hard}];
