/** How one part of stand-ins is made: a script, and the files it reads besides; paths are relative to the recipes. */
export interface PartRecipe {
  readonly script: string;
  /** Files and folders; they decide, with the script, whether a kept part is still right. */
  readonly inputs: readonly string[];
}

/** A part in an image: with which arguments it is made, and into which folder of the build context it goes. */
export interface PartUse {
  readonly part: string;
  /** `{architecture}` stands for `x86_64` or `arm64`. */
  readonly args: readonly string[];
  readonly to: string;
}

/** How the stand-in of one base image is built. */
export interface StandInRecipe {
  readonly image: string;
  readonly architectures: readonly string[];
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Files of the build context besides the Dockerfile. */
  readonly context: readonly string[];
  readonly parts: readonly PartUse[];
}

/** images/stand-ins.json: see images/README.md. */
export interface StandInTable {
  readonly parts: Readonly<Record<string, PartRecipe>>;
  /** By runtime. */
  readonly images: Readonly<Record<string, StandInRecipe>>;
}
