import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {elf} from '../../support/programs.js';

const SLOW = 120_000;
const SITE = '.venv/lib/python3.13/site-packages';
let project: E2eProject;

async function write(path: string, text: string | Uint8Array): Promise<void> {
  const file = join(project.folder, path);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, text);
}

const handler = (word: string): string =>
  `import greetings, os\n\ndef handler(event, context):\n    return [greetings.hello('${word}'), sorted(set(os.listdir()) - {'__pycache__'})]\n`;

beforeAll(async () => {
  project = await openProject();
  await write(
    'lambdock.yml',
    'version: 1\nfunctions: {shop: {runtime: python3.13, handler: app.handler, code: ./shop}}\n',
  );
  await write('.venv/pyvenv.cfg', 'version = 3.13.5\n');
  await write(`${SITE}/greetings/__init__.py`, 'def hello(name):\n    return f"hello {name}"\n');
  await write(`${SITE}/greetings-1.0.dist-info/WHEEL`, 'Tag: py3-none-any\n');
  await write(`${SITE}/pip/__init__.py`, '');
  await write(`${SITE}/fast/fast.so`, elf('arm64'));
  await write('shop/app.py', handler('Ada'));
}, SLOW);
afterAll(async () => {
  await project[Symbol.asyncDispose]();
}, SLOW);

it(
  'lies beside the code in the container; an edit of the code sends the code alone',
  async () => {
    const first = await project.run(['invoke', '-d', '{}', '-v']);
    expect(JSON.parse(first.stdout.toString())).toEqual([
      'hello Ada',
      ['app.py', 'fast', 'greetings', 'greetings-1.0.dist-info'],
    ]);
    expect(first.stderr).toContain(
      `those of the virtual environment: ${join(project.folder, SITE)}`,
    );
    expect(first.stderr).toContain(`send dependencies ${join(project.folder, SITE)}`);
    expect(first.stderr).toMatch(/in \S+site-packages .*fast\.so is .*arm64/);
    const again = await project.run(['invoke', '-d', '{}', '-v']);
    expect(again.stderr).not.toMatch(/^send |virtual environment|fast\.so/m);
    await write('shop/app.py', handler('Grace'));
    const edited = await project.run(['invoke', '-d', '{}', '-v']);
    expect((JSON.parse(edited.stdout.toString()) as string[])[0]).toBe('hello Grace');
    expect(edited.stderr).toMatch(/^send code /m);
    expect(edited.stderr).not.toMatch(/^send dependencies |those of the virtual environment/m);
  },
  SLOW,
);
