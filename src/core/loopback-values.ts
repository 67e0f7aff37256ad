import type {ResolvedEnvironment} from './resolved-environment.js';

/** A host name of this machine, where a host stands: after `//`, `@` or at the begin, before a port or path. */
const LOOPBACK = /(?:^|[/@,;=\s"'])(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=$|[:/?#,;\s"'])/;

/**
 * Variables that name the machine itself: in the container that is the function alone, where no
 * database listens. Values are not told: they may be secret.
 */
export const loopbackWarnings = (name: string, variables: ResolvedEnvironment): readonly string[] =>
  Object.entries(variables).flatMap(([key, {value, origin}]) => {
    const host = LOOPBACK.exec(value)?.[1];
    if (host === undefined) return [];
    return [
      `${origin}: ${key} of ${name} names ${host}, which is the function's own container; for this machine: host.docker.internal with --add-host host.docker.internal:host-gateway, for a service of a compose project: its name with --network`,
    ];
  });
