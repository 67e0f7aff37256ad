import type {Architecture} from './architecture.js';

/** What the first bytes of a file say that it is. */
export type ProgramKind =
  | {readonly format: 'elf'; readonly machine: Architecture | 'other'; readonly machineName: string}
  | {readonly format: 'mach-o'}
  | {readonly format: 'pe'}
  | {
      readonly format: 'script';
      readonly interpreter: string;
      readonly endsInCarriageReturn: boolean;
    };

/** As many first bytes as are looked at: Linux itself reads no longer first line of a script. */
export const HEAD_BYTES = 256;

const MACHINES: Readonly<Record<number, readonly [Architecture | 'other', string]>> = {
  3: ['other', '32-bit x86'],
  40: ['other', '32-bit arm'],
  62: ['x86_64', 'x86_64'],
  183: ['arm64', 'arm64'],
  243: ['other', 'riscv'],
};
const MACHINE_AT = 18;
const MACH_O = new Set(['cffaedfe', 'cefaedfe', 'feedfacf', 'feedface']);
/** A fat Mach-O file begins like a Java class, but with a small number of machines after it. */
const FAT = 'cafebabe';
const MOST_FAT_MACHINES = 20;

/** The kind of a program or native library, or null for anything else. */
export function programKind(head: Uint8Array): ProgramKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < 4) return null;
  const magic = bytes.toString('hex', 0, 4);
  if (magic === '7f454c46' && bytes.length > MACHINE_AT + 1) return elfOf(bytes);
  if (MACH_O.has(magic)) return {format: 'mach-o'};
  if (magic === FAT && bytes.length >= 8 && bytes.readUInt32BE(4) < MOST_FAT_MACHINES)
    return {format: 'mach-o'};
  if (magic.startsWith('4d5a')) return {format: 'pe'};
  return magic.startsWith('2321') ? scriptOf(bytes) : null;
}

function elfOf(bytes: Buffer): ProgramKind {
  const isBig = bytes[5] === 2;
  const code = isBig ? bytes.readUInt16BE(MACHINE_AT) : bytes.readUInt16LE(MACHINE_AT);
  const [machine, machineName] = MACHINES[code] ?? ['other', `machine ${code}`];
  return {format: 'elf', machine, machineName};
}

function scriptOf(bytes: Buffer): ProgramKind {
  const [line = ''] = bytes.toString('latin1').slice(2).split('\n');
  const endsInCarriageReturn = line.endsWith('\r');
  const interpreter = line.trim().split(/\s+/)[0] ?? '';
  return {format: 'script', interpreter, endsInCarriageReturn};
}

/** `a macOS program`, as a message has it. */
export function kindText(kind: ProgramKind): string {
  switch (kind.format) {
    case 'elf':
      return `for ${kind.machineName}`;
    case 'mach-o':
      return 'for macOS';
    case 'pe':
      return 'for Windows';
    case 'script':
      return `a script for ${kind.interpreter}`;
  }
}
