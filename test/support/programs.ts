const MACHINES = {x86_64: 62, arm64: 183} as const;
const HEADER = 64;

/** The head of a Linux program: enough to be told by, and not to be run. */
export function elf(machine: keyof typeof MACHINES | number): Buffer {
  const head = Buffer.alloc(HEADER);
  head.write('\x7fELF', 'latin1');
  // 64 bits, little end first.
  head.set([2, 1, 1], 4);
  head.writeUInt16LE(typeof machine === 'number' ? machine : MACHINES[machine], 18);
  return head;
}
