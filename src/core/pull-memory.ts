/** Remembers for a while that a registry did not deliver, so that an offline machine waits once. */
export interface PullMemory {
  /** The registry's last words on an image, if they are recent enough to go by. */
  refusal(image: string): string | null;
  remember(image: string, words: string): void;
  forget(image: string): void;
}
