import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {expect, it} from '@jest/globals';
import {inTempFolder} from '../../support/in-temp-folder.js';

const WRITER = fileURLToPath(new URL('../../support/full-disk-process.ts', import.meta.url));

it('a line that is cut by a full disk is taken back: the next one is whole', () =>
  inTempFolder({}, async (folder) => {
    const script = join(folder, 'writer.mjs');
    await build({
      entryPoints: [WRITER],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
    });
    const path = join(folder, 'results.ndjson');
    // What a file may grow to, in blocks of 1024 bytes.
    const {stdout} = await promisify(execFile)('bash', [
      '-c',
      'ulimit -f 1; exec "$0" "$1" "$2"',
      process.execPath,
      script,
      path,
    ]);
    expect(JSON.parse(stdout)).toEqual({failed: 2, indexes: [0, 9]});
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as {index: number}).index)).toEqual([0, 9]);
  }));
