/** Every object lambdock makes in an engine carries these labels, so that no state file is needed. */
export const LABELS = {
  /** lambdock's version that made the object; its presence means "made by lambdock". */
  version: 'dev.lambdock.version',
  /** What the object is for: `sandbox`, `build`, `network` or `image`. */
  role: 'dev.lambdock.role',
  /** Identity of the project (core/function-spec `Project.id`). */
  project: 'dev.lambdock.project',
  /** Name of the function. */
  function: 'dev.lambdock.function',
  /** Digest of a derived image, or of one step of it. */
  digest: 'dev.lambdock.digest',
  /** Identity of the process that owns a container: see core/owner. */
  owner: 'dev.lambdock.owner',
  /** Milliseconds since the epoch after which anyone may remove the container. */
  expires: 'dev.lambdock.expires',
  /** On a container that outlives its event: the id of its record (core/warm-record). */
  warm: 'dev.lambdock.warm',
  /** `true` on an offline stand-in of an AWS base image. */
  standIn: 'dev.lambdock.stand-in',
  /** What is inside a stand-in, with versions. */
  standInParts: 'dev.lambdock.stand-in.parts',
  /** Digest of everything a stand-in was made from. */
  standInRecipe: 'dev.lambdock.stand-in.recipe',
  /** Name of the base image a derived image stands on. */
  base: 'dev.lambdock.base',
} as const;
