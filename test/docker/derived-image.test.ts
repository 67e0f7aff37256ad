import {chmod, mkdir, readFile, rm, symlink, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {CodeSource} from '../../src/core/function-spec.js';
import {LABELS} from '../../src/core/labels.js';
import {buildImage} from '../../src/image/build-image.js';
import {identifyImage} from '../../src/image/identify-image.js';
import {planImage} from '../../src/image/plan-image.js';
import {inTempFolder} from '../support/in-temp-folder.js';
import {makeZip} from '../support/make-zip.js';
import {openWorkshop, type Workshop} from '../support/image-workshop.js';
import {shaOf} from '../support/tree-of.js';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
});

const folder = (path: string, ignore: readonly string[] = []): CodeSource => ({
  kind: 'directory',
  path,
  ignore,
});

const FILES = {
  'index.js': 'exports.handler = async () => 1;',
  'bin/run.sh': '#!/bin/sh\n',
  'empty.txt': '',
  'deep/er/and deeper/ünï.txt': 'x',
  'node_modules/dep/index.js': 'module.exports = 1;',
  '.git/config': 'never sent',
};

describe('the derived image', () => {
  it('holds exactly the folder: types, modes, links and contents', async () => {
    await inTempFolder(FILES, async (path) => {
      await chmod(join(path, 'bin/run.sh'), 0o700);
      await symlink('../index.js', join(path, 'bin/link.js'));
      await symlink('deep', join(path, 'shallow'));
      await mkdir(join(path, 'hollow'));
      const long = `long/${'n'.repeat(120)}/${'m'.repeat(120)}.txt`;
      await mkdir(join(path, long, '..'), {recursive: true});
      await writeFile(join(path, long), 'long');
      const big = Buffer.alloc(3_000_000, 'big');
      await writeFile(join(path, 'big.bin'), big);
      const {identity} = await buildImage(shop.tools, shop.request(folder(path)));
      expect(await shop.treeIn(identity.reference, 'var/task')).toEqual({
        bin: 'd 755',
        'bin/link.js': 'l ../index.js',
        'bin/run.sh': `f 755 ${shaOf(FILES['bin/run.sh'])}`,
        'big.bin': `f 644 ${shaOf(big)}`,
        deep: 'd 755',
        'deep/er': 'd 755',
        'deep/er/and deeper': 'd 755',
        'deep/er/and deeper/ünï.txt': `f 644 ${shaOf('x')}`,
        'empty.txt': `f 644 ${shaOf('')}`,
        hollow: 'd 755',
        'index.js': `f 644 ${shaOf(FILES['index.js'])}`,
        long: 'd 755',
        [`long/${'n'.repeat(120)}`]: 'd 755',
        [long]: `f 644 ${shaOf('long')}`,
        node_modules: 'd 755',
        'node_modules/dep': 'd 755',
        'node_modules/dep/index.js': `f 644 ${shaOf(FILES['node_modules/dep/index.js'])}`,
        shallow: 'l deep',
      });
    });
  });

  it('keeps what the base image says of itself, and labels what it is', async () => {
    await inTempFolder({'index.js': '1'}, async (path) => {
      const {identity} = await buildImage(shop.tools, shop.request(folder(path)));
      const facts = await shop.engine.inspectImage(identity.reference);
      expect(facts).toMatchObject({
        entrypoint: ['/entry'],
        workingDir: '/var/task',
        architecture: 'amd64',
        labels: {
          [LABELS.role]: 'image',
          [LABELS.project]: shop.project,
          [LABELS.function]: 'hello',
          [LABELS.base]: shop.base,
          [LABELS.owner]: '',
          [LABELS.expires]: '',
        },
      });
      expect(facts?.env).toContain('FROM_BASE=1');
      expect(identity.reference).toBe(
        `lambdock/hello:${facts?.labels[LABELS.digest]?.slice(0, 16) ?? ''}`,
      );
    });
  });

  it('holds exactly the archive, modes and links included', async () => {
    const zip = makeZip([
      {path: 'lib/', mode: 0o040755},
      {path: 'bootstrap', content: '#!/bin/sh', mode: 0},
      {path: 'lib/tool', content: 'tool', mode: 0o100750},
      {path: 'lib/stored', content: 'stored', isStored: true},
      {path: 'lib/link', content: '../bootstrap', mode: 0o120777},
      {path: 'big', content: Buffer.alloc(5_000_000, 'zip')},
      {path: 'empty', content: ''},
      {path: 'implied/file', content: 'x'},
    ]);
    await inTempFolder({'code.zip': zip}, async (path) => {
      const code = {kind: 'archive', path: join(path, 'code.zip')} as const;
      const {identity} = await buildImage(shop.tools, shop.request(code, {name: 'zipped'}));
      expect(await shop.treeIn(identity.reference, 'var/task')).toEqual({
        big: `f 644 ${shaOf(Buffer.alloc(5_000_000, 'zip'))}`,
        bootstrap: `f 755 ${shaOf('#!/bin/sh')}`,
        empty: `f 644 ${shaOf('')}`,
        implied: 'd 755',
        'implied/file': `f 644 ${shaOf('x')}`,
        lib: 'd 755',
        'lib/link': 'l ../bootstrap',
        'lib/stored': `f 644 ${shaOf('stored')}`,
        'lib/tool': `f 750 ${shaOf('tool')}`,
      });
    });
  });

  it('merges layers in their order, below the code', async () => {
    const zip = makeZip([
      {path: 'shared/who', content: 'second'},
      {path: 'shared/second', content: '2'},
    ]);
    const files = {
      'fn/index.js': '1',
      'first/shared/who': 'first',
      'first/shared/first': '1',
      'second.zip': zip,
    };
    await inTempFolder(files, async (path) => {
      const {identity} = await buildImage(
        shop.tools,
        shop.request(folder(join(path, 'fn')), {
          name: 'layered',
          layers: [
            {kind: 'directory', path: join(path, 'first'), ignore: []},
            {kind: 'archive', path: join(path, 'second.zip')},
          ],
        }),
      );
      expect(await shop.treeIn(identity.reference, 'opt')).toEqual({
        shared: 'd 755',
        'shared/first': `f 644 ${shaOf('1')}`,
        'shared/second': `f 644 ${shaOf('2')}`,
        'shared/who': `f 644 ${shaOf('second')}`,
      });
      expect(await shop.treeIn(identity.reference, 'var/task')).toHaveProperty(['index.js']);
    });
  });
});

describe('a second build', () => {
  it('of unchanged code sends nothing and makes nothing', async () => {
    await inTempFolder({'index.js': 'same'}, async (path) => {
      const request = shop.request(folder(path), {name: 'same'});
      const first = await buildImage(shop.tools, request);
      await utimes(join(path, 'index.js'), 1, 1);
      const [sent, images] = [shop.sentBytes(), await shop.images()];
      const second = await buildImage(shop.tools, request);
      expect(second.identity.reference).toBe(first.identity.reference);
      expect(second.plan.upToDate).toBe(true);
      expect(shop.sentBytes()).toBe(sent);
      expect((await shop.images()).length).toBe(images.length);
    });
  });

  it('after an edit of one file sends the code and not the dependencies', async () => {
    const dependency = Buffer.alloc(4_000_000, 'dependency');
    const files = {'index.js': 'one', 'node_modules/big/index.js': dependency};
    await inTempFolder(files, async (path) => {
      const request = shop.request(folder(path), {name: 'edited'});
      await buildImage(shop.tools, request);
      const sent = shop.sentBytes();
      await writeFile(join(path, 'index.js'), 'two');
      const {identity, plan} = await buildImage(shop.tools, request);
      expect(shop.sentBytes() - sent).toBeLessThan(10_000);
      expect(plan.steps.map(({kind, action}) => `${kind} ${action}`)).toEqual([
        'base keep',
        'dependencies keep',
        'code add',
      ]);
      const tree = await shop.treeIn(identity.reference, 'var/task');
      expect(tree['index.js']).toBe(`f 644 ${shaOf('two')}`);
      expect(tree['node_modules/big/index.js']).toBe(`f 644 ${shaOf(dependency)}`);
    });
  });

  it('forgets a file that has been deleted', async () => {
    await inTempFolder({'index.js': '1', 'gone.js': '2'}, async (path) => {
      const request = shop.request(folder(path), {name: 'deleted'});
      await buildImage(shop.tools, request);
      await rm(join(path, 'gone.js'));
      const {identity} = await buildImage(shop.tools, request);
      expect(Object.keys(await shop.treeIn(identity.reference, 'var/task'))).toEqual(['index.js']);
    });
  });

  it('leaves one image per function after ten edits, and no parent without a child', async () => {
    await inTempFolder({'index.js': '', 'node_modules/d/i.js': ''}, async (path) => {
      const request = shop.request(folder(path), {name: 'churned'});
      const before = (await shop.images()).length;
      for (let edit = 0; edit < 10; edit += 1) {
        await writeFile(join(path, 'index.js'), String(edit));
        if (edit % 3 === 0) await writeFile(join(path, 'node_modules/d/i.js'), String(edit));
        await buildImage(shop.tools, request);
      }
      const mine = (await shop.images()).filter(
        ({labels}) => labels[LABELS.function] === 'churned',
      );
      expect(mine.length).toBe(1);
      expect((await shop.images()).length - before).toBe(2);
      expect(await shop.buildContainers()).toEqual([]);
    });
  });

  it('leaves an image that a container uses until the container is gone', async () => {
    await inTempFolder({'index.js': 'one'}, async (path) => {
      const request = shop.request(folder(path), {name: 'used'});
      const old = (await buildImage(shop.tools, request)).identity.reference;
      const labels = {[LABELS.project]: shop.project};
      const container = await shop.engine.createContainer({image: old, labels});
      await writeFile(join(path, 'index.js'), 'two');
      await buildImage(shop.tools, request);
      expect(await shop.engine.inspectImage(old)).not.toBeNull();
      await shop.engine.removeContainer(container?.id ?? '');
      await writeFile(join(path, 'index.js'), 'three');
      await buildImage(shop.tools, request);
      expect(await shop.engine.inspectImage(old)).toBeNull();
    });
  });

  it('of the same code for another function sends nothing', async () => {
    await inTempFolder({'index.js': Buffer.alloc(2_000_000, 'shared')}, async (path) => {
      await buildImage(shop.tools, shop.request(folder(path), {name: 'Shared_A'}));
      const sent = shop.sentBytes();
      const {identity} = await buildImage(
        shop.tools,
        shop.request(folder(path), {name: 'shared-b'}),
      );
      expect(shop.sentBytes()).toBe(sent);
      expect(identity.reference).toMatch(/^lambdock\/shared-b:/);
      expect(await shop.treeIn(identity.reference, 'var/task')).toHaveProperty(['index.js']);
    });
  });
});

describe('a plan', () => {
  it('names the cause of every step and changes nothing', async () => {
    await inTempFolder({'index.js': 'a', 'node_modules/d/i.js': 'b'}, async (path) => {
      const request = shop.request(folder(path), {name: 'planned'});
      const told = async () =>
        (await planImage(shop.tools, request)).steps.map(
          ({kind, action, cause}) => `${kind}: ${action}, ${cause}`,
        );
      expect(await told()).toEqual([
        'base: keep, image is in the engine',
        'dependencies: add, not built yet',
        'code: add, not built yet',
      ]);
      const {identity} = await buildImage(shop.tools, request);
      expect(await told()).toEqual([
        'base: keep, image is in the engine',
        'dependencies: keep, digest unchanged',
        'code: keep, digest unchanged',
      ]);
      await writeFile(join(path, 'index.js'), 'c');
      expect(await told()).toEqual([
        'base: keep, image is in the engine',
        'dependencies: keep, digest unchanged',
        `code: add, changed since ${identity.reference}`,
      ]);
      expect((await identifyImage(shop.tools, request)).reference).not.toBe(identity.reference);
      expect(await readFile(join(path, 'index.js'), 'utf8')).toBe('c');
    });
  });
});
