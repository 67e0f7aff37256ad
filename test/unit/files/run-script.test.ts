import {spawnSync} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {runScript} from '../../../src/files/run-script.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const run = (text: string, signal = new AbortController().signal) =>
  inTempFolder({'s.sh': text}, async (folder) => {
    const lines: string[] = [];
    const end = await runScript({
      script: join(folder, 's.sh'),
      args: ['a b', 'c'],
      signal,
      onLine: (line) => lines.push(line),
    });
    return {...end, lines};
  });

/** Empty for a process that is gone; `Z` for one that nobody has asked about since. */
const stateOf = (pid: number): string =>
  spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {encoding: 'utf8'}).stdout.trim();

describe('runScript', () => {
  it('passes arguments, tells lines of stderr and the exit code', async () => {
    const end = await run('echo noise; echo "$1|$2" >&2; echo >&2; echo end >&2; exit 7');
    expect(end).toEqual({exitCode: 7, lastLines: ['a b|c', 'end'], lines: ['a b|c', 'end']});
  });

  it('keeps the last lines of many', async () => {
    const {lastLines, lines} = await run('seq 100 >&2');
    expect(lines).toHaveLength(100);
    expect(lastLines).toHaveLength(20);
    expect(lastLines.at(-1)).toBe('100');
  });

  it('has no exit code for a script that a signal ended', async () => {
    expect(await run('kill -9 $$')).toMatchObject({exitCode: null});
  });

  it('gives a script no input to wait for', async () => {
    expect(await run('read -r x || echo none >&2')).toMatchObject({lines: ['none']});
  });

  it('starts nothing after an abort', async () => {
    await expect(run('exit 0', AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  it('ends all that a script started, and lets it clean up', async () => {
    const text = 'trap "echo cleaned >\\"$1\\"" EXIT; sleep 600 & echo $! >&2; wait';
    await inTempFolder({'s.sh': text}, async (folder) => {
      const stop = new AbortController();
      const pids: number[] = [];
      const work = runScript({
        script: join(folder, 's.sh'),
        args: [join(folder, 'left')],
        signal: stop.signal,
        onLine: (line) => {
          pids.push(Number(line));
          stop.abort(new Error('enough'));
        },
      });
      await expect(work).rejects.toThrow('enough');
      expect(await readFile(join(folder, 'left'), 'utf8')).toBe('cleaned\n');
      expect(stateOf(pids[0] ?? 0)).toMatch(/^(Z.*)?$/);
    });
  });
});
