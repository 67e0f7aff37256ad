import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, rename, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const VERSION = '1.8.22';
const run = promisify(execFile);

/** A layer with debugpy, from PyPI: fetched once, with the pip of this machine. */
export async function debugpyLayer(): Promise<string> {
  const cache = join(tmpdir(), 'lambdock-test-parts');
  const layer = join(cache, `debugpy-${VERSION}`);
  if (await isThere(layer)) return layer;
  await mkdir(cache, {recursive: true});
  const made = await mkdtemp(join(cache, 'new-'));
  await run('python3', [
    ...['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:'],
    ...['--python-version', '3.13', '--platform', 'manylinux_2_34_x86_64'],
    ...['--target', join(made, 'python'), `debugpy==${VERSION}`],
  ]);
  await rename(made, layer).catch(() => rm(made, {recursive: true}));
  return layer;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
