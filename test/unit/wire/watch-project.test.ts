import {getEventListeners} from 'node:events';
import {rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {createLambdock} from '../../../src/lambdock.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const YAML = 'version: 1\nfunctions: {a: {runtime: nodejs22.x, handler: i.h, code: .}}\n';

it('leaves nothing at the signal of one who has heard of a change', async () => {
  await inTempFolder({'lambdock.yml': YAML}, async (cwd) => {
    await using lambdock = await createLambdock({cwd});
    await using watch = await lambdock.watch();
    const {signal} = new AbortController();
    const next = watch.next(signal);
    await writeFile(join(cwd, 'i.js'), '');
    await next;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

it('has all read anew that was saved before it looked, and tells of what is saved then', async () => {
  await inTempFolder({'lambdock.yml': YAML, 'i.js': ''}, async (cwd) => {
    await inTempFolder({'i.js': ''}, async (elsewhere) => {
      await using lambdock = await createLambdock({cwd});
      const runtimeOf = async (): Promise<unknown> => (await lambdock.function('a').spec()).runtime;
      await lambdock.functions();
      await writeFile(join(cwd, 'lambdock.yml'), YAML.replace('nodejs22.x', 'nodejs20.x'));
      await using watch = await lambdock.watch();
      expect(await runtimeOf()).toBe('nodejs20.x');
      const moved = YAML.replace('code: .', `code: ${JSON.stringify(elsewhere)}`);
      await writeFile(join(elsewhere, 'next.yml'), moved);
      // It is never there in part.
      await rename(join(elsewhere, 'next.yml'), join(cwd, 'lambdock.yml'));
      const told = [...(await watch.next())];
      expect(told).toContain(join(cwd, 'lambdock.yml'));
      await writeFile(join(elsewhere, 'i.js'), 'saved');
      while (!told.includes(join(elsewhere, 'i.js'))) told.push(...(await watch.next()));
    });
  });
});

it('looks at the code of a function by whatever name, wherever that code is', async () => {
  await inTempFolder({'i.js': ''}, async (elsewhere) => {
    const yaml = YAML.replace('code: .', `code: ${JSON.stringify(elsewhere)}`);
    await inTempFolder({'lambdock.yml': yaml}, async (cwd) => {
      await using lambdock = await createLambdock({cwd});
      const functions = ['arn:aws:lambda:us-east-1:123456789012:function:a:live'];
      await using watch = await lambdock.watch({functions});
      await writeFile(join(elsewhere, 'i.js'), 'saved');
      const told = await watch.next(AbortSignal.timeout(20_000));
      expect(told).toEqual([join(elsewhere, 'i.js')]);
    });
  });
});
