import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {build} from 'esbuild';
import {buildContainerName} from '../../src/core/derived-image.js';
import {LABELS} from '../../src/core/labels.js';
import {buildImage} from '../../src/image/build-image.js';
import {identifyImage} from '../../src/image/identify-image.js';
import type {ImageRequest, ImageTools} from '../../src/image/image-tools.js';
import type {BuilderOrder, BuilderReport} from '../support/builder-process.js';
import {errorOf} from '../support/error-of.js';
import {inTempFolder} from '../support/in-temp-folder.js';
import {openWorkshop, type Workshop} from '../support/image-workshop.js';

let shop: Workshop;
let scripts: string;
beforeAll(async () => {
  shop = await openWorkshop();
  // Below the project, so that its packages are found.
  scripts = await mkdtemp(resolve('node_modules/.lambdock-test-'));
  await build({
    entryPoints: ['test/support/builder-process.ts'],
    outfile: join(scripts, 'builder.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(async () => {
  await rm(scripts, {recursive: true, force: true});
  await shop[Symbol.asyncDispose]();
});

const requestFor = (path: string, name: string): ImageRequest =>
  shop.request({kind: 'directory', path, ignore: []}, {name});

function start(order: Omit<BuilderOrder, 'cacheFolder'>): ChildProcess {
  const argument = JSON.stringify({...order, cacheFolder: shop.cacheFolder});
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return spawn(process.execPath, [join(scripts, 'builder.mjs'), argument], {stdio: [...stdio]});
}

async function reportOf(child: ChildProcess): Promise<BuilderReport> {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`builder exited with ${String(code)}: ${err}`);
  return JSON.parse(out) as BuilderReport;
}

/** Starts a builder that stops in the middle of sending; resolves once it is there. */
async function startStalled(request: ImageRequest): Promise<ChildProcess> {
  const child = start({request, stalls: true});
  await once(child.stdout!, 'data');
  return child;
}

describe('builders of the same image', () => {
  it('in twenty processes do the work once', async () => {
    const files = {
      'index.js': 'exports.handler = 1;',
      'node_modules/dep/index.js': Buffer.alloc(2_000_000, 'dependency'),
    };
    await inTempFolder(files, async (path) => {
      const request = requestFor(path, 'crowd');
      const children = Array.from({length: 20}, () => start({request}));
      const reports = await Promise.all(children.map(reportOf));
      expect(new Set(reports.map(({reference}) => reference)).size).toBe(1);
      const images = (await shop.images()).filter(({labels}) => labels[LABELS.base] === shop.base);
      expect(images.filter(({tags}) => tags.length > 0).length).toBe(1);
      expect(images.length).toBe(2);
      // Dependencies and code, each sent by one process, which may be two.
      const senders = reports.filter(({sent}) => sent > 0);
      expect(senders.length).toBeGreaterThan(0);
      expect(senders.length).toBeLessThanOrEqual(2);
      expect(reports.filter(({sent}) => sent > 1_000_000).length).toBe(1);
      expect(await shop.buildContainers()).toEqual([]);
    });
  }, 120_000);

  it('take over from one that is killed while they wait for it', async () => {
    await inTempFolder({'index.js': 'killed'}, async (path) => {
      const request = requestFor(path, 'killed');
      const victim = await startStalled(request);
      const waiting = buildImage(shop.tools, request);
      await waitUntil(async () => (await shop.buildContainers()).length === 1);
      victim.kill('SIGKILL');
      const {identity} = await waiting;
      expect(await shop.treeIn(identity.reference, 'var/task')).toHaveProperty(['index.js']);
      expect(await shop.buildContainers()).toEqual([]);
    });
  }, 60_000);

  it('leave nothing behind once one that was killed is followed by another', async () => {
    await inTempFolder({'index.js': 'followed'}, async (path) => {
      const request = requestFor(path, 'followed');
      const victim = await startStalled(request);
      victim.kill('SIGKILL');
      await once(victim, 'exit');
      expect((await shop.buildContainers()).length).toBe(1);
      await buildImage(shop.tools, request);
      expect(await shop.buildContainers()).toEqual([]);
    });
  }, 60_000);

  it('wait for one of another machine only until its time is over', async () => {
    await inTempFolder({'index.js': 'foreign'}, async (path) => {
      const request = requestFor(path, 'foreign');
      const {steps} = await identifyImage(shop.tools, request);
      await shop.engine.createContainer({
        name: buildContainerName(steps.at(-1)?.digest ?? ''),
        image: shop.base,
        labels: {
          [LABELS.project]: shop.project,
          [LABELS.owner]: 'elsewhere/1/2/3',
          [LABELS.expires]: String(Date.now() + 2500),
        },
      });
      const began = Date.now();
      await buildImage(shop.tools, request);
      expect(Date.now() - began).toBeGreaterThan(2000);
      expect(await shop.buildContainers()).toEqual([]);
    });
  }, 60_000);
});

describe('a build whose caller does not wait for the tidying', () => {
  it('ends while the image of the earlier state is there, which goes when nobody holds it', async () => {
    await inTempFolder({'index.js': 'one'}, async (path) => {
      const request = requestFor(path, 'tidied');
      const before = (await buildImage(shop.tools, request)).identity.reference;
      await writeFile(join(path, 'index.js'), 'two');
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      const engine: ImageTools['engine'] = {
        ...shop.engine,
        removeImage: async (image) => {
          await held;
          return shop.engine.removeImage(image);
        },
      };
      const tidying: Promise<void>[] = [];
      const tools = {...shop.tools, engine};
      await buildImage(tools, request, {onTidying: (tidy) => void tidying.push(tidy())});
      expect(await shop.engine.inspectImage(before)).not.toBeNull();
      letGo();
      await Promise.all(tidying);
      expect(await shop.engine.inspectImage(before)).toBeNull();
    });
  }, 60_000);
});

describe('an interrupted build', () => {
  it('ends with the reason of the signal and leaves no container', async () => {
    await inTempFolder({'index.js': Buffer.alloc(1_000_000)}, async (path) => {
      const stop = new AbortController();
      const reason = new Error('Ctrl-C');
      const built = buildImage(shop.tools, requestFor(path, 'interrupted'), {
        signal: stop.signal,
        onProgress: ({id, status}) => {
          if (id.endsWith('/code') && status === 'started') stop.abort(reason);
        },
      });
      await expect(built).rejects.toBe(reason);
      expect(await shop.buildContainers()).toEqual([]);
    });
  });

  it('leaves no image that leads nowhere', async () => {
    const files = {'index.js': 'code', 'node_modules/d/i.js': 'dependency'};
    await inTempFolder(files, async (path) => {
      const stop = new AbortController();
      const reason = new Error('Ctrl-C');
      const before = (await shop.images()).length;
      const built = buildImage(shop.tools, requestFor(path, 'halfway'), {
        signal: stop.signal,
        onProgress: ({id, status}) => {
          if (id.endsWith('/code') && status === 'started') stop.abort(reason);
        },
      });
      await expect(built).rejects.toBe(reason);
      expect((await shop.images()).length).toBe(before);
    });
  });
});

describe('code that changes while it is sent', () => {
  it('is looked at and sent again, so that the image is what its digest says', async () => {
    await inTempFolder({'index.js': 'before', 'b.js': 'same'}, async (path) => {
      const request = requestFor(path, 'restless');
      const old = (await identifyImage(shop.tools, request)).reference;
      let edits = 0;
      const {identity} = await buildImage(shop.tools, request, {
        onProgress: ({id, status}) => {
          if (!id.endsWith('/code') || status !== 'done' || edits > 0) return;
          edits += 1;
          writeFileSync(join(path, 'index.js'), 'after');
        },
      });
      const now = await identifyImage(shop.tools, request);
      expect(identity.reference).toBe(now.reference);
      expect(await shop.engine.inspectImage(old)).toBeNull();
    });
  });

  it('without end is refused', async () => {
    await inTempFolder({'index.js': '0'}, async (path) => {
      let edits = 0;
      const error = await errorOf(() =>
        buildImage(
          {
            ...shop.tools,
            isUnchanged: async () => {
              edits += 1;
              await writeFile(join(path, 'index.js'), String(edits));
              return false;
            },
          },
          requestFor(path, 'endless'),
        ),
      );
      expect(error).toMatchObject({code: 'IMAGE_BUILD_FAILED'});
      expect(error.message).toContain('keeps changing');
      expect(await shop.buildContainers()).toEqual([]);
    });
  });
});

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
