import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import Init from '../../src/commands/init.js';
import {INIT_RUNTIMES} from '../../src/core/init-templates.js';
import {functionOf, loadProject} from '../../src/wire/project.js';
import {runCommand} from '../support/run-command.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambdock-init-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

describe('init', () => {
  it.each(INIT_RUNTIMES)('writes a project for %s that lambdock reads', async (runtime) => {
    const target = join(folder, 'new');
    const run = await runCommand(Init, [target, '--runtime', runtime]);
    expect(run).toMatchObject({exitCode: 0, options: undefined});
    const project = await loadProject({cwd: target});
    const spec = await functionOf(project, undefined, {cwd: target});
    expect(spec).toMatchObject({name: 'hello', runtime, code: {path: join(target, 'hello')}});
    const [file = ''] = spec.handler?.split('.') ?? [];
    const ending = runtime.startsWith('python') ? 'py' : 'mjs';
    expect(await readFile(join(target, 'hello', `${file}.${ending}`), 'utf8')).toContain('handler');
  });

  it('says what to type next', async () => {
    const run = await runCommand(Init, [folder]);
    expect(run.stdout.replaceAll(folder, 'FOLDER')).toMatchInlineSnapshot(`
     "wrote FOLDER/lambdock.yml
     wrote FOLDER/hello/index.mjs
     wrote FOLDER/events/hello.json

     Next:
       cd FOLDER
       lambdock invoke hello -e events/hello.json
     "
    `);
  });

  it('writes nothing where any file is already there', async () => {
    await writeFile(join(folder, 'lambdock.yml'), 'mine');
    const run = await runCommand(Init, [folder]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('already has lambdock.yml; nothing was written');
    expect(await readFile(join(folder, 'lambdock.yml'), 'utf8')).toBe('mine');
    await expect(readFile(join(folder, 'hello/index.mjs'))).rejects.toThrow('ENOENT');
  });

  it('overwrites with --force', async () => {
    await writeFile(join(folder, 'lambdock.yml'), 'mine');
    const run = await runCommand(Init, [folder, '--force', '--json']);
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({folder, files: expect.any(Array)});
    expect(await readFile(join(folder, 'lambdock.yml'), 'utf8')).toContain('version: 1');
  });
});
