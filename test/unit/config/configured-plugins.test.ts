import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {configuredPlugins} from '../../../src/config/configured-plugins.js';

const before = process.cwd();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambdock-plugins-'));
  for (const config of ['.config/lambdock', 'lambdock']) {
    await mkdir(join(folder, config, 'plugin'), {recursive: true});
    await writeFile(join(folder, config, 'plugin', 'package.json'), '{}');
    await writeFile(join(folder, config, 'config.json'), '{"plugins": ["./plugin"]}');
  }
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(before);
  await rm(folder, {recursive: true, force: true});
});

const foldersWith = (variables: Record<string, string>): readonly string[] =>
  configuredPlugins({variables, cwd: folder, root: folder}).map((plugin) => plugin.folder);

describe('the plugins of the user’s configuration', () => {
  it.each([
    ['HOME', (): Record<string, string> => ({HOME: folder}), '.config/lambdock/plugin'],
    ['XDG_CONFIG_HOME', () => ({XDG_CONFIG_HOME: folder}), 'lambdock/plugin'],
    [
      'HOME, XDG_CONFIG_HOME being empty',
      () => ({HOME: folder, XDG_CONFIG_HOME: ''}),
      '.config/lambdock/plugin',
    ],
  ])('are found by %s', (_by, variables, place) => {
    expect(foldersWith(variables())).toEqual([join(folder, place)]);
  });

  it.each([
    [{}],
    [{HOME: ''}],
    [{HOME: '.'}],
    [{HOME: '', XDG_CONFIG_HOME: ''}],
    [{HOME: '', XDG_CONFIG_HOME: '.'}],
  ])('are never those of the folder one stands in: %j', (variables: Record<string, string>) => {
    expect(homedir()).not.toBe(folder);
    for (const found of foldersWith(variables)) expect(found.startsWith(folder)).toBe(false);
  });
});
