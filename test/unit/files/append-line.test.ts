import {expect, it} from '@jest/globals';
import {lineFile} from '../../../src/files/append-line.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

it('a folder is no file for lines, and is told as a folder', async () => {
  await inTempFolder({}, async (folder) => {
    const {code, message, suggestions} = await errorOf(() => lineFile(folder));
    expect({code, message, suggestions}).toEqual({
      code: 'DISK_FAILED',
      message: `${folder} cannot be written: it is a folder`,
      suggestions: ['name a file that may be written'],
    });
  });
});
