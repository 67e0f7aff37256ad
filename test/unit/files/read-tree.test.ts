import {execFileSync} from 'node:child_process';
import {chmod, mkdir, rename, rm, symlink, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {CodeTree, TreeRequest} from '../../../src/core/code-tree.js';
import {readTree} from '../../../src/files/read-tree.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const requestFor = (path: string, over: Partial<TreeRequest> = {}): TreeRequest => ({
  what: 'code',
  kind: 'directory',
  path,
  ignore: [],
  family: 'nodejs',
  ...over,
});

const read = (path: string, over: Partial<TreeRequest> = {}): Promise<CodeTree> =>
  readTree(requestFor(path, over), {cacheFolder: join(path, '../cache')});

const paths = ({parts}: CodeTree): string[] =>
  parts.flatMap(({entries}) => (entries ?? []).map(({path}) => path));

const digestOf = ({parts}: CodeTree): string => parts.map(({digest}) => digest).join();

describe('a folder of code', () => {
  it('is split into dependencies and code, each in the order of bytes', async () => {
    const files = {
      'fn/b.js': '',
      'fn/a/x.js': '',
      'fn/a-.js': '',
      'fn/node_modules/z/i.js': '',
      'fn/B.js': '',
    };
    await inTempFolder(files, async (folder) => {
      const {parts} = await read(join(folder, 'fn'));
      expect(parts.map(({kind, entries}) => [kind, entries?.map(({path}) => path)])).toEqual([
        ['dependencies', ['node_modules', 'node_modules/z', 'node_modules/z/i.js']],
        ['code', ['B.js', 'a-.js', 'a', 'a/x.js', 'b.js']],
      ]);
    });
  });

  it('knows packages that pip installed beside the code', async () => {
    const files = {
      'fn/app.py': '',
      'fn/requests/api.py': '',
      'fn/requests-2.32.dist-info/RECORD': 'requests/api.py,,\nrequests-2.32.dist-info/RECORD,,\n',
    };
    await inTempFolder(files, async (folder) => {
      const {parts} = await read(join(folder, 'fn'), {family: 'python'});
      expect(parts.at(-1)?.entries?.map(({path}) => path)).toEqual(['app.py']);
    });
  });

  it('has modes of two kinds, whatever the disk says', async () => {
    await inTempFolder({'fn/a': '', 'fn/b': '', 'fn/c/d': ''}, async (folder) => {
      const fn = join(folder, 'fn');
      await chmod(join(fn, 'a'), 0o600);
      await chmod(join(fn, 'b'), 0o500);
      await chmod(join(fn, 'c'), 0o700);
      const {parts, warnings} = await read(fn);
      const modes = parts[0]?.entries?.map((entry) => 'mode' in entry && entry.mode.toString(8));
      expect(modes).toEqual(['644', '755', '755', '644']);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain('Lambda could not read a, b, c of');
    });
  });

  it('is without version control, litter, and what patterns name', async () => {
    const files = {
      'fn/index.js': '',
      'fn/.git/HEAD': '',
      'fn/.DS_Store': '',
      'fn/.index.js.swp': '',
      'fn/.lambdockignore': '*.md\n!keep.md\n# a comment\n',
      'fn/README.md': '',
      'fn/keep.md': '',
      'fn/test/a.test.js': '',
      'fn/.env': '',
    };
    await inTempFolder(files, async (folder) => {
      const found = paths(await read(join(folder, 'fn'), {ignore: ['test/', '.env']}));
      expect(found).toEqual(['index.js', 'keep.md']);
    });
  });

  it('keeps links that stay inside, also broken ones', async () => {
    await inTempFolder({'fn/a/b.js': ''}, async (folder) => {
      const fn = join(folder, 'fn');
      await symlink('../missing', join(fn, 'a/link'));
      const {parts} = await read(fn);
      expect(parts[0]?.entries?.find(({kind}) => kind === 'link')).toMatchObject({
        path: 'a/link',
        target: '../missing',
      });
    });
  });
});

describe('the digest of a folder', () => {
  it('is the same in another place and at another time', async () => {
    await inTempFolder({'one/a.js': 'x', 'two/a.js': 'x'}, async (folder) => {
      await utimes(join(folder, 'two/a.js'), 1, 1);
      const [one, two] = [await read(join(folder, 'one')), await read(join(folder, 'two'))];
      expect(digestOf(one)).toBe(digestOf(two));
    });
  });

  it('changes with content, name, executable bit, link target, and a new folder', async () => {
    await inTempFolder({'fn/a.js': 'x', 'fn/b.js': 'y'}, async (folder) => {
      const fn = join(folder, 'fn');
      const seen = new Set([digestOf(await read(fn))]);
      const changes = [
        () => writeFile(join(fn, 'a.js'), 'X'),
        () => rename(join(fn, 'a.js'), join(fn, 'c.js')),
        () => chmod(join(fn, 'c.js'), 0o755),
        () => symlink('c.js', join(fn, 'l')),
        () => rm(join(fn, 'l')).then(() => symlink('b.js', join(fn, 'l'))),
        () => mkdir(join(fn, 'd')),
      ];
      for (const change of changes) {
        await change();
        seen.add(digestOf(await read(fn)));
      }
      expect(seen.size).toBe(changes.length + 1);
    });
  });

  it('does not change with what is ignored', async () => {
    await inTempFolder({'fn/a.js': 'x'}, async (folder) => {
      const before = digestOf(await read(join(folder, 'fn')));
      await mkdir(join(folder, 'fn/.git'));
      await writeFile(join(folder, 'fn/.git/HEAD'), 'ref');
      expect(digestOf(await read(join(folder, 'fn')))).toBe(before);
    });
  });
});

describe('what cannot be read as code', () => {
  it('is a path with nothing there, told with the build that makes it', async () => {
    await inTempFolder({}, async (folder) => {
      const error = await errorOf(() => read(join(folder, 'dist')));
      expect(error).toMatchObject({
        code: 'CODE_NOT_FOUND',
        exitCode: 2,
        details: {errno: 'ENOENT'},
      });
      expect(error.message).toContain(join(folder, 'dist'));
      expect(error.suggestions[0]).toContain('npm run build');
    });
  });

  it('is a file where a folder is expected, and a folder where an archive is', async () => {
    await inTempFolder({'fn.js': '', 'a.zip/x': ''}, async (folder) => {
      const file = await errorOf(() => read(join(folder, 'fn.js')));
      expect(file).toMatchObject({code: 'CODE_NOT_FOUND', details: {errno: 'ENOTDIR'}});
      const archive = await errorOf(() => read(join(folder, 'a.zip'), {kind: 'archive'}));
      expect(archive).toMatchObject({code: 'CODE_NOT_FOUND', details: {errno: 'EISDIR'}});
    });
  });

  it('is an empty folder, also one with nothing but folders or litter', async () => {
    await inTempFolder({'fn/.DS_Store': ''}, async (folder) => {
      await mkdir(join(folder, 'fn/sub'));
      const error = await errorOf(() => read(join(folder, 'fn')));
      expect(error).toMatchObject({code: 'CODE_NOT_FOUND'});
      expect(error.message).toContain('is an empty folder');
    });
  });

  it('is a missing layer, under a code of its own', async () => {
    await inTempFolder({}, async (folder) => {
      const error = await errorOf(() => read(join(folder, 'layer'), {what: 'layer'}));
      expect(error).toMatchObject({code: 'LAYER_NOT_FOUND', exitCode: 3});
    });
  });

  it.each([
    ['an absolute link', '/etc/passwd'],
    ['a link that leads out', '../../outside'],
  ])('is %s, named by its entry', async (_title, target) => {
    await inTempFolder({'fn/a/index.js': ''}, async (folder) => {
      await symlink(target, join(folder, 'fn/a/bad'));
      const error = await errorOf(() => read(join(folder, 'fn')));
      expect(error).toMatchObject({code: 'CODE_INVALID', details: {entry: 'a/bad'}});
      expect(error.message).toContain(target);
    });
  });

  it('is a pipe', async () => {
    await inTempFolder({'fn/index.js': ''}, async (folder) => {
      execFileSync('mkfifo', [join(folder, 'fn/pipe')]);
      const error = await errorOf(() => read(join(folder, 'fn')));
      expect(error).toMatchObject({code: 'CODE_INVALID', details: {entry: 'pipe'}});
    });
  });

  it('is a name that Docker reserves', async () => {
    await inTempFolder({'fn/.wh.index.js': ''}, async (folder) => {
      const error = await errorOf(() => read(join(folder, 'fn')));
      expect(error).toMatchObject({code: 'CODE_INVALID', details: {entry: '.wh.index.js'}});
    });
  });

  it('can be left out by a pattern', async () => {
    await inTempFolder({'fn/index.js': ''}, async (folder) => {
      await symlink('/etc/passwd', join(folder, 'fn/bad'));
      expect(paths(await read(join(folder, 'fn'), {ignore: ['bad']}))).toEqual(['index.js']);
    });
  });

  it('ends with the reason of the signal', async () => {
    const files = Object.fromEntries(
      Array.from({length: 300}, (_, index) => [`fn/${String(index)}.js`, 'x'.repeat(100_000)]),
    );
    await inTempFolder(files, async (folder) => {
      const signal = AbortSignal.abort(new Error('stopped'));
      const tree = readTree(requestFor(join(folder, 'fn')), {
        cacheFolder: join(folder, 'cache'),
        signal,
      });
      await expect(tree).rejects.toThrow('stopped');
    });
  });
});

describe('an archive', () => {
  it('is known by its bytes alone', async () => {
    await inTempFolder({'a.zip': 'not even a zip'}, async (folder) => {
      const tree = await read(join(folder, 'a.zip'), {kind: 'archive'});
      expect(tree.parts).toMatchObject([{kind: 'code', entries: null, bytes: null}]);
      const before = digestOf(tree);
      await writeFile(join(folder, 'a.zip'), 'not even a ZIP');
      expect(digestOf(await read(join(folder, 'a.zip'), {kind: 'archive'}))).not.toBe(before);
    });
  });
});
