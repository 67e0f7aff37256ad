/** Options of a function's container that Lambda knows nothing of: `docker:` in lambdock.yml. */
export interface DockerOptions {
  readonly network?: string;
  /** `host:ip`. */
  readonly extraHosts?: readonly string[];
  readonly dns?: readonly string[];
  readonly dnsSearch?: readonly string[];
  readonly hostname?: string;
  /** `SRC:DST[:ro]`; a relative source starts from the project's folder. */
  readonly mounts?: readonly string[];
  /** `/dev/a`, `/dev/a:/dev/b` or `/dev/a:/dev/b:rwm`. */
  readonly devices?: readonly string[];
  readonly ulimits?: Readonly<Record<string, number | Ulimit>>;
  readonly sysctls?: Readonly<Record<string, string | number>>;
  readonly privileged?: boolean;
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly securityOpt?: readonly string[];
  readonly groupAdd?: readonly string[];
  /** In MB. */
  readonly shmSize?: number;
  readonly pidsLimit?: number;
  readonly cpus?: number;
}

/** A limit of a process; -1 is none. */
export interface Ulimit {
  readonly soft: number;
  readonly hard: number;
}
