import {closeSync, openSync, readFileSync} from 'node:fs';
import {readFile, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {createLambdock} from '../../../src/lambdock.js';
import {openProject} from '../../support/e2e-project.js';
import {until} from '../../support/until.js';

const SLOW = `async (event) => {
  if (event.slow) console.log('slow event');
  if (event.slow) await new Promise((resolve) => setTimeout(resolve, event.slow));
  return answerTo(event);
};`;

describe('invoke --watch', () => {
  it('runs again when code, a layer or the event is another one, and at nothing else, tells what is wrong and goes on, and leaves nothing', async () => {
    await using project = await openProject({fixture: 'projects/watched'});
    const file = (path: string): string => join(project.folder, path);
    const edit = async (path: string, from: string, to: string): Promise<void> =>
      writeFile(file(path), (await readFile(file(path), 'utf8')).replace(from, to));
    await writeFile(file('event.mjs'), 'export default {n: 1};');
    await edit('first/index.js', 'async () => ({', `${SLOW} const answerTo = (event) => ({event,`);
    // What it prints lies beside the project file, and is no change.
    const printed = openSync(file('printed.log'), 'w');
    const watching = project.start(['invoke', 'first', '-e', 'event.mjs', '--watch'], {
      stdio: ['ignore', 'pipe', printed],
    });
    const untilPrinted = (text: string): Promise<true> =>
      until(`"${text}" on stderr`, () => readFileSync(file('printed.log'), 'utf8').includes(text));
    await watching.untilStdout('"event":{"n":1},"version":1,"layer":"one"');
    await untilPrinted('waiting for a change');

    await writeFile(file('event.mjs'), 'export default {n: 2};');
    await watching.untilStdout('"event":{"n":2},"version":1,"layer":"one"');
    await edit('first/index.js', 'version: 1', 'version: 2');
    await watching.untilStdout('"event":{"n":2},"version":2,"layer":"one"');
    await edit('shared/text/word.txt', 'one', 'two');
    await watching.untilStdout('"event":{"n":2},"version":2,"layer":"two"');

    // What makes neither function nor event another one ends no run, and begins none.
    await using lambdock = await createLambdock({cwd: project.folder});
    await using look = await lambdock.watch({written: ['printed.log']});
    await writeFile(file('event.mjs'), 'export default {slow: 1500};');
    await look.next();
    await untilPrinted('slow event');
    const now = new Date();
    for (const save of [
      () => writeFile(file('notes.txt'), 'one'),
      () => utimes(file('first/index.js'), now, now),
      () => writeFile(file('notes.txt'), 'two'),
    ]) {
      await save();
      await look.next();
    }
    await watching.untilStdout('"event":{"slow":1500}');
    expect(readFileSync(file('printed.log'), 'utf8').match(/slow event/g)).toHaveLength(1);

    await writeFile(file('event.mjs'), 'export default {n: ');
    await untilPrinted('EVENT_INVALID');
    await writeFile(file('event.mjs'), 'export default {n: 3};');
    await watching.untilStdout('"event":{"n":3},"version":2,"layer":"two"');

    watching.child.kill('SIGINT');
    const {exitCode, stdout} = await watching.ended();
    expect(exitCode).toBe(130);
    await project.untilNoContainer();
    closeSync(printed);
    const rounds = readFileSync(file('printed.log'), 'utf8').match(/^waiting for a change/gm);
    expect(rounds?.length).toBeLessThanOrEqual(6);
    const answers = stdout.toString().trimEnd().split('\n');
    for (const answer of answers) expect(() => JSON.parse(answer) as unknown).not.toThrow();
  }, 120_000);
});
