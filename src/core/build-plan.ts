/** One step towards a derived image. */
export interface BuildStep {
  /** `base` gets the base image; each other one adds an image layer. */
  readonly kind: 'base' | 'emulator' | 'layer' | 'dependencies' | 'code';
  /** The image or the folder the step is about. */
  readonly target: string;
  /** What will be done: nothing, a pull, a build from a Dockerfile, a download from AWS, or a new image layer. */
  readonly action: 'keep' | 'pull' | 'build' | 'fetch' | 'add';
  /** Why, as a person reads it: `digest unchanged`, `image absent`. */
  readonly cause: string;
  /** Digest of the image chain up to this step. */
  readonly digest: string;
  /** Bytes that travel to the engine; null where that is not known before. */
  readonly bytes: number | null;
}

/** Ordered steps that make a derived image true; each stands on the one before it. */
export interface BuildPlan {
  readonly functionName: string;
  /** Name and tag of the derived image. */
  readonly image: string;
  readonly steps: readonly BuildStep[];
  /** True when nothing needs doing. */
  readonly upToDate: boolean;
}
