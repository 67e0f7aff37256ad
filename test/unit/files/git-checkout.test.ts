import {execFileSync} from 'node:child_process';
import {chmod, mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {checkOut, findCommit} from '../../../src/files/git-checkout.js';
import {processIdentity} from '../../../src/files/process-identity.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

const commit = (folder: string): void => {
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'a commit');
};

describe('the checkout of a commit', () => {
  it('has its files, leaves those of the user alone, runs no hook, and is gone at its end', () =>
    inTempFolder({'part/a.txt': 'old'}, async (home) => {
      git(home, 'init', '-q', '.');
      commit(home);
      await writeFile(join(home, 'part', 'a.txt'), 'new');
      commit(home);
      await writeFile(join(home, 'part', 'a.txt'), 'not committed');
      const hook = join(home, '.git', 'hooks', 'post-checkout');
      await mkdir(dirname(hook), {recursive: true});
      await writeFile(hook, `#!/bin/sh\ntouch '${home}/hooked'\n`);
      await chmod(hook, 0o755);

      const found = await findCommit(join(home, 'part'), 'HEAD~1');
      const checkout = await checkOut(found!);
      const file = await checkout.at(join(home, 'part', 'a.txt'));
      expect(await readFile(file!, 'utf8')).toBe('old');
      expect(await checkout.at(join(home, '..'))).toBeNull();
      expect(await readFile(join(home, 'part', 'a.txt'), 'utf8')).toBe('not committed');
      await checkout[Symbol.asyncDispose]();
      await expect(stat(dirname(dirname(dirname(file!))))).rejects.toThrow('ENOENT');
      expect(git(home, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
      expect(await readdir(home)).toEqual(['.git', 'part']);
    }));

  it('of a process that was killed is removed by the next', () =>
    inTempFolder({'a.txt': '1'}, async (home) => {
      git(home, 'init', '-q', '.');
      commit(home);
      const found = await findCommit(home, 'HEAD');
      const ours = (): readonly string[] =>
        git(home, 'worktree', 'list')
          .split('\n')
          .filter((line) => line.includes('lambdock-against-'));
      const [left, living] = [await checkOut(found!), await checkOut(found!)];
      expect(ours()).toHaveLength(2);
      const tree = dirname((await left.at(join(home, 'a.txt')))!);
      git(home, 'worktree', 'unlock', tree);
      const dead = processIdentity().self.replace(/\/\d+\/\d*$/, '/4194305/1');
      git(home, 'worktree', 'lock', '--reason', `lambdock: ${dead}`, tree);

      const next = await checkOut(found!);
      expect(ours()).toHaveLength(2);
      await expect(stat(dirname(tree))).rejects.toThrow('ENOENT');
      await next[Symbol.asyncDispose]();
      await living[Symbol.asyncDispose]();
      expect(ours()).toHaveLength(0);
    }));

  it.each(['nothing', '--output=x', 'HEAD:part', ''])('is not found for %j', (ref) =>
    inTempFolder({'part/a.txt': 'old'}, async (home) => {
      git(home, 'init', '-q', '.');
      commit(home);
      expect(await findCommit(home, ref)).toBeNull();
    }),
  );

  it('is not found where there is no repository', () =>
    inTempFolder({}, async (home) => {
      expect(await findCommit(home, 'HEAD')).toBeNull();
    }));
});
