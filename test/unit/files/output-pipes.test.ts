import {spawn, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {openOutputPipes} from '../../../src/files/output-pipes.js';
import {isOwnerAlive} from '../../../src/files/process-identity.js';
import {until} from '../../support/until.js';

/** Pipes, and what was taken from them so far. */
async function opened() {
  const taken = {stdout: '', stderr: ''};
  const pipes = await openOutputPipes({
    stdout: (chunk) => void (taken.stdout += Buffer.from(chunk).toString()),
    // One that is slow to take what it is given.
    stderr: async (chunk) => {
      const text = Buffer.from(chunk).toString();
      await new Promise(setImmediate);
      taken.stderr += text;
    },
  });
  if (pipes === null) throw new Error('this system has no mkfifo');
  return {pipes, taken};
}

const run = (script: string, paths: readonly string[]): void => {
  const {status, stderr} = spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], {encoding: 'utf8'});
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
};

describe('pipes for the output of a program', () => {
  it('say whose they are, so that those of a killed process are swept', async () => {
    const {pipes} = await opened();
    try {
      const owner = await readFile(join(dirname(pipes.stdout), 'owner'), 'utf8');
      expect(isOwnerAlive(owner)).toBe(true);
    } finally {
      pipes.close();
    }
    expect(existsSync(dirname(pipes.stdout))).toBe(false);
  });

  it('have handed over all that was written when they are drained, and nothing is asked of time', async () => {
    const {pipes, taken} = await opened();
    try {
      // Nothing is read meanwhile: this process stands still.
      run('exec >"$1" 2>"$2"; echo one; echo two; echo three >&2', [pipes.stdout, pipes.stderr]);
      await pipes.drain();
      expect(taken).toEqual({stdout: 'one\ntwo\n', stderr: 'three\n'});
    } finally {
      pipes.close();
    }
  });

  it('take what fills them while a writer waits', async () => {
    const {pipes, taken} = await opened();
    try {
      run('exec >"$2"; head -c 60000 /dev/zero | tr "\\0" x', [pipes.stdout, pipes.stderr]);
      await pipes.end();
      expect(taken.stderr).toHaveLength(60_000);
    } finally {
      pipes.close();
    }
  });

  it('have handed over what a writer still holds that found them full', async () => {
    const {pipes, taken} = await opened();
    const script = 'process.stdout.write("x".repeat(1e6), () => setInterval(() => {}, 1e6))';
    const writer = spawn('/bin/sh', [
      '-c',
      'exec "$0" -e "$1" >"$2"',
      process.execPath,
      script,
      pipes.stdout,
    ]);
    try {
      await until('output', () => taken.stdout !== '');
      await pipes.drain();
      expect(taken.stdout).toHaveLength(1e6);
    } finally {
      writer.kill();
      pipes.close();
    }
  });

  it('leave no name behind', async () => {
    const {pipes} = await opened();
    pipes.unlink();
    expect([pipes.stdout, pipes.stderr].filter(existsSync)).toEqual([]);
    pipes.close();
  });
});
