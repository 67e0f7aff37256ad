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

/** Stands in front of the emulator's flags as the emulator itself does. */
const asEmulator = (env: readonly string[], runtime: readonly string[]): Entry => {
  const plain = {entrypoint: ['EMULATOR'], command: [...RIE_FLAGS, ...runtime]};
  const {entrypoint, command} = pipedEmulator(plain, env);
  return {
    entrypoint,
    command: command.flatMap((word) => (word === 'EMULATOR' ? EMULATOR : [word])),
  };
};

describe('the entry of an emulator whose output goes through pipes', () => {
  it('keeps the emulator to one processor, and the runtime from hearing of it', () => {
    expect(ran(asEmulator([], [...RUNTIME, 'index.handler']))).toBe(
      'emulator: 1\nruntime: none of entry.sh index.handler\n',
    );
  });

  it('leaves a number of processors that is the function’s own', () => {
    for (const value of ['3', '1']) {
      const entry = asEmulator([`GOMAXPROCS=${value}`], [...RUNTIME, 'index.handler']);
      expect(ran(entry, {GOMAXPROCS: value})).toBe(
        `emulator: ${value}\nruntime: ${value} of entry.sh index.handler\n`,
      );
    }
  });

  it('is the plain one where the emulator looks for a bootstrap, which may be a program in Go', () => {
    const entry = {entrypoint: ['/usr/local/bin/aws-lambda-rie'], command: RIE_FLAGS};
    expect(pipedEmulator(entry, [])).toEqual(pipedEntry(entry, []));
  });
});

describe('an entry whose output goes through pipes', () => {
  const printing = {entrypoint: ['/usr/bin/env'], command: []};

  it('has no variable that only a shell would set', () => {
    expect(ran(pipedEntry(printing, []))).not.toMatch(/^(PWD|OLDPWD|SHLVL)=/m);
  });

  it('has those of them that are the function’s own', () => {
    const own = {OLDPWD: '/tmp', SHLVL: '7'};
    const text = ran(pipedEntry(printing, ['OLDPWD=/tmp', 'SHLVL=7']), own);
    expect(text.split('\n')).toEqual(expect.arrayContaining(['OLDPWD=/tmp', 'SHLVL=7']));
    expect(text).not.toMatch(/^PWD=/m);
  });
});
