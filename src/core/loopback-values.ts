import type {ResolvedEnvironment} from './resolved-environment.js';

/** A host name of this machine, where a host stands: after `//`, `@` or at the begin, before a port or path. */
const LOOPBACK = /(?:^|[/@,;=\s"'])(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=$|[:/?#,;\s"'])/i;

/** A port that a service of a compose project has on this machine. */
export interface PublishedService {
  /** The compose file, as messages name it. */
  readonly file: string;
  readonly service: string;
  readonly published: number;
  /** Its port in the project's network. */
  readonly target: number;
}

/**
 * Variables that name the machine itself: in the container that is the function alone, where no
 * database listens. Told with the service of a compose project that is meant, where one is. Values are
 * not told: they may be secret.
 */
export const loopbackWarnings = (
  name: string,
  variables: ResolvedEnvironment,
  services: readonly PublishedService[] = [],
): readonly string[] =>
  Object.entries(variables).flatMap(([key, {value, origin}]) => {
    const match = LOOPBACK.exec(value);
    const host = match?.[1];
    if (match === null || host === undefined) return [];
    const rest = value.slice(match.index).split(host, 2)[1] ?? '';
    const port = /^:(\d+)/.exec(rest)?.[1];
    const found = services.find(({published}) => String(published) === port);
    if (found === undefined) return [`${origin}: ${key} of ${name} names ${host}, ${OWN}`];
    const {file, service, target} = found;
    return [
      `${origin}: ${key} of ${name}: ${host}:${port} is ${service}:${target} in the network of ${file}`,
    ];
  });

const OWN =
  "which is the function's own container; for this machine: host.docker.internal with --add-host host.docker.internal:host-gateway, for a service of a compose project: its name with --network";
