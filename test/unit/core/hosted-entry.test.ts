import {execFileSync} from 'node:child_process';
import {describe, expect, it} from '@jest/globals';
import {pipedEmulator, pipedEntry} from '../../../src/core/hosted-entry.js';
import {RIE_FLAGS, type Entry} from '../../../src/core/rie.js';

/** Stands for the emulator: says what it finds in its environment, and runs the words behind its flags. */
const EMULATOR = ['/bin/sh', '-c', 'echo "emulator: $GOMAXPROCS"; shift 2; exec "$@"', 'emulator'];
const RUNTIME = ['/bin/sh', '-c', 'echo "runtime: ${GOMAXPROCS-none} of $0 $1"', 'entry.sh'];

const ran = ({entrypoint, command}: Entry, env: NodeJS.ProcessEnv = {}): string => {
  const [program = '', ...words] = [...entrypoint, ...command];
  return execFileSync(program, words, {env: {PATH: process.env['PATH'], ...env}, encoding: 'utf8'});
};

describe('the entry of an emulator whose output goes through pipes', () => {
  const [shell = '', ...words] = EMULATOR;
  const emulator = (runtime: readonly string[]): Entry => {
    // What is in front of the flags counts as the emulator.
    const {entrypoint, command} = pipedEmulator({
      entrypoint: ['EMULATOR'],
      command: [...RIE_FLAGS, ...runtime],
    });
    const replaced = command.flatMap((word) => (word === 'EMULATOR' ? [shell, ...words] : [word]));
    return {entrypoint, command: replaced};
  };

  it('keeps the emulator to one processor, and the runtime from hearing of it', () => {
    expect(ran(emulator([...RUNTIME, 'index.handler']))).toBe(
      'emulator: 01\nruntime: none of entry.sh index.handler\n',
    );
  });

  it('leaves a number of processors that is the function’s own', () => {
    expect(ran(emulator([...RUNTIME, 'index.handler']), {GOMAXPROCS: '3'})).toBe(
      'emulator: 3\nruntime: 3 of entry.sh index.handler\n',
    );
  });

  it('is the plain one where the emulator looks for a bootstrap, which may be a program in Go', () => {
    const entry = {entrypoint: ['/usr/local/bin/aws-lambda-rie'], command: RIE_FLAGS};
    expect(pipedEmulator(entry)).toEqual(pipedEntry(entry));
  });
});
