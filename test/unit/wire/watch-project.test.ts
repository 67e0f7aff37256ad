import {getEventListeners} from 'node:events';
import {writeFile} from 'node:fs/promises';
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
