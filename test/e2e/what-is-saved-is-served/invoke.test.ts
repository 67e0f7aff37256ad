import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {openProject} from '../../support/e2e-project.js';

describe('invoke --watch', () => {
  it('runs again when code, a layer or the event is saved, tells what is wrong and goes on, and leaves nothing', async () => {
    await using project = await openProject({fixture: 'projects/watched'});
    const file = (path: string): string => join(project.folder, path);
    const edit = async (path: string, from: string, to: string): Promise<void> =>
      writeFile(file(path), (await readFile(file(path), 'utf8')).replace(from, to));
    await writeFile(file('event.mjs'), 'export default {n: 1};');
    await edit('first/index.js', 'async () => ({', 'async (event) => ({event,');
    const watching = project.start(['invoke', 'first', '-e', 'event.mjs', '--watch']);
    await watching.untilStdout('"event":{"n":1},"version":1,"layer":"one"');
    await watching.untilStderr('waiting for a change');

    await writeFile(file('event.mjs'), 'export default {n: 2};');
    await watching.untilStdout('"event":{"n":2},"version":1,"layer":"one"');
    await edit('first/index.js', 'version: 1', 'version: 2');
    await watching.untilStdout('"event":{"n":2},"version":2,"layer":"one"');
    await edit('shared/text/word.txt', 'one', 'two');
    await watching.untilStdout('"event":{"n":2},"version":2,"layer":"two"');

    await writeFile(file('event.mjs'), 'export default {n: ');
    await watching.untilStderr('EVENT_INVALID');
    await writeFile(file('event.mjs'), 'export default {n: 3};');
    await watching.untilStdout('"event":{"n":3},"version":2,"layer":"two"');

    watching.child.kill('SIGINT');
    expect((await watching.ended()).exitCode).toBe(130);
    await project.untilNoContainer();
  }, 120_000);
});
