/** How a compose file is made; each has the meaning of the flag of the same name. */
export interface ComposeOptions {
  /** Names of functions; default: all whose settings are known. */
  readonly functions?: readonly string[];
  /** Name of the gateway's service. */
  readonly gateway?: string;
  /** Address and port of this machine at which the gateway is published; null: not at all. */
  readonly publish?: string | null;
  /** What the functions' SDKs call in place of AWS, where a function sets no endpoint of its own. */
  readonly awsEndpoint?: string;
  /** How many images are made at the same time. */
  readonly concurrency?: number;
  /** Files that are written of what is made, relative to `cwd`: no part of a function's code. */
  readonly written?: readonly string[];
}

/** What holds where nothing is said. */
export const COMPOSE_DEFAULTS = {
  gateway: 'gateway',
  publish: '127.0.0.1:3001',
  concurrency: 4,
} as const;

/** A compose file and what it was made of. */
export interface ComposeFile {
  readonly text: string;
  /** Each function with its service and its image. */
  readonly services: readonly ComposedService[];
  readonly gateway: {readonly service: string; readonly image: string};
  /** Values that are not in the text, by the name under which compose asks for them. */
  readonly asked: readonly AskedValue[];
}

/** A service that runs a function. */
export interface ComposedService {
  readonly function: string;
  readonly service: string;
  readonly image: string;
}

/** A value that is no part of a compose file, since it is secret or was given for one run. */
export interface AskedValue {
  /** In compose's own environment: `HELLO_DB_PASSWORD`. */
  readonly name: string;
  readonly value: string;
  /** Why it is asked for. */
  readonly origin: string;
}
