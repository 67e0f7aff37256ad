import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {CodeTree} from '../../../src/core/code-tree.js';
import {readTree} from '../../../src/files/read-tree.js';
import {inTempFolder, type TempFiles} from '../../support/in-temp-folder.js';

const SITE = '.venv/lib/python3.13/site-packages';
const ENVIRONMENT: TempFiles = {
  '.venv/pyvenv.cfg': 'version = 3.13.5\n',
  '.venv/bin/activate': '# nothing of the function',
  [`${SITE}/idna/__init__.py`]: 'x = 1\n',
  [`${SITE}/idna/__pycache__/__init__.cpython-313.pyc`]: 'compiled',
  [`${SITE}/idna-3.10.dist-info/WHEEL`]: 'Tag: py3-none-any\n',
  [`${SITE}/pip/__init__.py`]: '',
  [`${SITE}/pip-25.1.dist-info/WHEEL`]: 'Tag: py3-none-any\n',
};
const below = (folder: string, files: TempFiles): TempFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

const read = (folder: string, code: string): Promise<CodeTree> =>
  readTree(
    {
      what: 'code',
      kind: 'directory',
      path: join(folder, code),
      ignore: [],
      family: 'python',
      python: {
        version: '3.13',
        architecture: 'x86_64',
        projectFolder: code === 'project' ? null : join(folder, 'project'),
      },
    },
    {cacheFolder: join(folder, 'cache')},
  );

const filesOf = ({parts}: CodeTree): string[] =>
  parts.map(
    ({kind, entries}) =>
      `${kind}: ${(entries ?? []).flatMap((one) => (one.kind === 'file' ? one.path : [])).join(' ')}`,
  );

const newsOf = ({parts}: CodeTree): readonly string[] => parts.flatMap(({news}) => news ?? []);

const DEPENDENCIES = 'dependencies: idna-3.10.dist-info/WHEEL idna/__init__.py';

describe('a virtual environment', () => {
  it.each([
    ['in the code folder', 'project', 'app.py'],
    ['in the project, above the code folder', 'project/src', 'app.py'],
  ])('%s becomes the dependencies, and is never code', async (_where, code, file) => {
    const files = {...below('project', ENVIRONMENT), [`${code}/${file}`]: 'import idna\n'};
    await inTempFolder(files, async (folder) => {
      const tree = await read(folder, code);
      expect(filesOf(tree)).toEqual([DEPENDENCIES, 'code: app.py']);
      expect(tree.warnings).toEqual([]);
      expect(newsOf(tree)).toEqual([
        `the dependencies of ${join(folder, code)} are those of the virtual environment: ${join(folder, 'project', SITE)}`,
      ]);
    });
  });

  it('is left alone where packages lie beside the code', async () => {
    const files = {
      ...below('project', ENVIRONMENT),
      'project/app.py': '',
      'project/six.py': '',
      'project/six-1.17.dist-info/RECORD': 'six.py,,\nsix-1.17.dist-info/RECORD,,\n',
    };
    await inTempFolder(files, async (folder) => {
      const tree = await read(folder, 'project');
      expect(filesOf(tree)).toEqual([
        'dependencies: six-1.17.dist-info/RECORD six.py',
        'code: app.py',
      ]);
      expect(tree.warnings).toEqual([]);
    });
  });

  it('keeps its digest when only the code changes', async () => {
    const digests: string[][] = [];
    for (const text of ['one', 'two']) {
      await inTempFolder(
        {...below('project', ENVIRONMENT), 'project/app.py': text},
        async (folder) => {
          digests.push((await read(folder, 'project')).parts.map(({digest}) => digest));
        },
      );
    }
    expect(digests[0]?.[0]).toBe(digests[1]?.[0]);
    expect(digests[0]?.[1]).not.toBe(digests[1]?.[1]);
  });

  it('names packages of another system and editable installs', async () => {
    const files = below('project', {
      ...ENVIRONMENT,
      'app.py': '',
      [`${SITE}/numpy-2.3.dist-info/WHEEL`]: 'Tag: cp312-cp312-macosx_11_0_arm64\n',
      [`${SITE}/__editable__.shop-0.1.0.pth`]: '/home/me/shop\n',
    });
    await inTempFolder(files, async (folder) => {
      const [, foreign, editable] = newsOf(await read(folder, 'project'));
      expect(foreign).toMatch(
        /^numpy-2\.3 \(cp312-cp312-macosx_11_0_arm64\) of .* cannot work in Python 3\.13 on Linux x86_64/,
      );
      expect(editable).toMatch(/^shop-0\.1\.0 of .* is an editable install/);
    });
  });
});
