import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readdir} from 'node:fs/promises';
import {describe, expect, it} from '@jest/globals';
import {pullMemory, REMEMBERED_MS} from '../../../src/files/pull-memory.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const IMAGE = 'public.ecr.aws/lambda/nodejs:22';

describe('the memory of refused pulls', () => {
  it('keeps the words for six hours, for one engine', async () => {
    await inTempFolder({}, (cacheFolder) => {
      let now = 1_000_000;
      const memory = pullMemory({cacheFolder, endpoint: 'unix:///a', now: () => now});
      expect(memory.refusal(IMAGE)).toBeNull();
      memory.remember(IMAGE, 'no such host\nsecond line');
      expect(memory.refusal(IMAGE)).toBe('no such host\nsecond line');
      expect(pullMemory({cacheFolder, endpoint: 'tcp://b'}).refusal(IMAGE)).toBeNull();
      now += REMEMBERED_MS;
      expect(memory.refusal(IMAGE)).toBeNull();
    });
  });

  it('forgets when told, and by a clock that has been set back', async () => {
    await inTempFolder({}, (cacheFolder) => {
      let now = 1_000_000;
      const memory = pullMemory({cacheFolder, endpoint: 'unix:///a', now: () => now});
      memory.remember(IMAGE, 'refused');
      now -= 1;
      expect(memory.refusal(IMAGE)).toBeNull();
      now += 1;
      memory.forget(IMAGE);
      expect(memory.refusal(IMAGE)).toBeNull();
    });
  });

  it('is empty where its file is broken or cannot be written', async () => {
    await inTempFolder({file: ''}, async (folder) => {
      const nowhere = pullMemory({cacheFolder: join(folder, 'file'), endpoint: 'e'});
      nowhere.remember(IMAGE, 'refused');
      nowhere.forget(IMAGE);
      expect(nowhere.refusal(IMAGE)).toBeNull();
      const memory = pullMemory({cacheFolder: folder, endpoint: 'e'});
      memory.remember(IMAGE, 'refused');
      const [name = ''] = await readdir(join(folder, 'pulls'));
      await writeFile(join(folder, 'pulls', name), 'garbage');
      expect(memory.refusal(IMAGE)).toBeNull();
    });
  });
});
