import {expect, it} from '@jest/globals';
import {createLambdock} from '../../../src/lambdock.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const YAML = 'version: 1\nfunctions: {a: {runtime: nodejs22.x, handler: i.h, code: .}}\n';
/** No engine is there: whoever asks one fails otherwise. */
const dockerHost = 'tcp://127.0.0.1:1';

it('a gateway whose name no service of a compose file can have', async () => {
  await inTempFolder({'lambdock.yml': YAML}, async (cwd) => {
    await using lambdock = await createLambdock({cwd, dockerHost});
    for (const [gateway, hint] of [
      ['Bad_Name!', '--gateway Bad_Name'],
      ['-x', '--gateway x'],
      ['', '--gateway gateway'],
    ] as const) {
      const {code, message, suggestions} = await errorOf(() => lambdock.compose({gateway}));
      expect({code, suggestions}).toEqual({code: 'USAGE', suggestions: [hint]});
      expect(message).toContain('letters, digits');
    }
  });
});

it('more warm environments of a function than it may have', async () => {
  await inTempFolder({'lambdock.yml': YAML}, async (cwd) => {
    await using lambdock = await createLambdock({cwd, dockerHost, pool: {perFunction: 2}});
    const {code, message, suggestions} = await errorOf(() => lambdock.serve({port: 0, warm: 3}));
    expect({code, message, suggestions}).toEqual({
      code: 'USAGE',
      message:
        '3 warm execution environments of each function are more than the 2 that it may have',
      suggestions: ['--concurrency 3', '--warm 2'],
    });
  });
});
