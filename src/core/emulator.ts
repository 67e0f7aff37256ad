import type {Architecture} from './architecture.js';
import type {CodePart} from './code-tree.js';

/** What this machine knows of emulators: which images have one, and copies for those that do not. */
export interface EmulatorStore {
  /** Path of the emulator in an image, null when it has none, undefined when nobody has looked. */
  pathIn(imageId: string): string | null | undefined;
  rememberPath(imageId: string, path: string | null): void;
  /** A copy that can be sent, or null. */
  copyFor(architecture: Architecture): CodePart | null;
  /** Keeps a copy. */
  keep(architecture: Architecture, content: Uint8Array): CodePart;
}

/** `e_machine` of ELF, a number of two bytes at offset 18. */
const MACHINES: Readonly<Record<Architecture, number>> = {x86_64: 0x3e, arm64: 0xb7};

/** Whether bytes are a program for an architecture. */
export const isProgramFor = (content: Uint8Array, architecture: Architecture): boolean =>
  content.length > 20 &&
  Buffer.from(content.subarray(0, 4)).toString('latin1') === '\x7fELF' &&
  Buffer.from(content).readUInt16LE(18) === MACHINES[architecture];
