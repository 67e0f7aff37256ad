import {describe, expect, it} from '@jest/globals';
import {
  nativePaths,
  nativeWarnings,
  pythonWarnings,
  notForeignByName,
} from '../../../src/core/native-files.js';
import {programKind} from '../../../src/core/program-kind.js';
import {elf} from '../../support/programs.js';

const MAC = Buffer.from('cffaedfe0c000001', 'hex');
const where = {root: '/code', functionName: 'hello', architecture: 'x86_64'} as const;
const warnings = (files: Readonly<Record<string, Uint8Array>>) =>
  nativeWarnings(
    Object.entries(files).map(([path, head]) => ({path, kind: programKind(head)})),
    where,
  );

describe('native files', () => {
  it('are those whose name says so, and the extensions of a layer', () => {
    const names = ['a.so', 'a.so.1.2', 'x/b.node', 'c.pyd', 'extensions/agent', 'd.sock', 'so'];
    const files = names.map(
      (path) => ({kind: 'file', path, mtimeMs: 0, mode: 0o644, size: 1}) as const,
    );
    expect(nativePaths(files)).toEqual(names.slice(0, 5));
  });

  it('of another machine or system are named, each with what it is for', () => {
    expect(warnings({'a/x.so': elf('arm64'), 'b/y.node': MAC, 'c/z.so': elf('x86_64')})).toEqual([
      'hello is for x86_64, but in /code a/x.so is for arm64, b/y.node is for macOS: install the packages for linux and x86_64',
    ]);
  });

  it('are not named where their package has one that fits', () => {
    expect(
      warnings({
        'node_modules/a/prebuilds/linux-arm64/a.node': elf('arm64'),
        'node_modules/a/prebuilds/linux-x64/a.node': elf('x86_64'),
        'node_modules/@img/sharp-darwin-arm64/lib/s.node': MAC,
        'node_modules/@img/sharp-linux-x64/lib/s.node': elf('x86_64'),
      }),
    ).toEqual([]);
  });

  it('are counted where they are many', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}/x.so`, MAC]));
    expect(warnings(many)[0]).toMatch(/c\/x\.so is for macOS and 2 more: /);
  });
});

describe('native modules of Python', () => {
  const at = {root: '/code', runtime: 'python3.13'};

  it('that another version would import are named', () => {
    const paths = ['p/_p.cpython-312-aarch64-linux-gnu.so', 'q.cp311-win_amd64.pyd'];
    expect(pythonWarnings(paths, at)).toEqual([
      `python3.13 cannot import ${paths.join(', ')} of /code: built for Python 3.12, Python 3.11; install the packages with that Python`,
    ]);
  });

  it('are fine where the same module is there for this version, or for any', () => {
    expect(
      pythonWarnings(
        [
          'p/_p.cpython-312-x86_64-linux-gnu.so',
          'p/_p.cpython-313-x86_64-linux-gnu.so',
          'q.cpython-312-x86_64-linux-gnu.so',
          'q.abi3.so',
          'r.so',
        ],
        at,
      ),
    ).toEqual([]);
    expect(
      pythonWarnings(['a.cpython-312-x86_64-linux-gnu.so'], {...at, runtime: 'nodejs22.x'}),
    ).toEqual([]);
  });
});

describe('notForeignByName', () => {
  it('leaves out packages of which a name says that they are for another Python', () => {
    const paths = ['a/x.cpython-312-x86_64-linux-gnu.so', 'a/y.so', 'a.libs/z.so', 'b/x.so'];
    const entries = paths.map((path) => ({path, kind: 'link', target: '', mtimeMs: 0}) as const);
    const left = notForeignByName(entries, {version: '3.13', architecture: 'x86_64'});
    expect(left.map(({path}) => path)).toEqual(['b/x.so']);
  });
});
