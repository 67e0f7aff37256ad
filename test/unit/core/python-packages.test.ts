import {describe, expect, it} from '@jest/globals';
import {
  editableName,
  foreignTags,
  isForeignModule,
  pythonVersionOf,
  type PythonTarget,
} from '../../../src/core/python-packages.js';

const TARGET: PythonTarget = {version: '3.13', architecture: 'x86_64', projectFolder: null};
const ARM: PythonTarget = {...TARGET, architecture: 'arm64'};
const wheel = (...tags: readonly string[]): string =>
  ['Wheel-Version: 1.0', ...tags.map((tag) => `Tag: ${tag}`), ''].join('\n');

describe('foreignTags', () => {
  it.each([
    ['py3-none-any'],
    ['py2.py3-none-any'],
    ['cp313-cp313-manylinux_2_17_x86_64'],
    ['cp39-abi3-manylinux_2_28_x86_64'],
    ['cp313-cp313-linux_x86_64'],
  ])('takes %s', (tag) => {
    expect(foreignTags(wheel(tag), TARGET)).toBeNull();
  });

  it.each([
    ['cp312-cp312-manylinux_2_17_x86_64', TARGET],
    ['cp314-abi3-manylinux_2_17_x86_64', TARGET],
    ['cp313-cp313-macosx_11_0_arm64', TARGET],
    ['cp313-cp313-win_amd64', TARGET],
    ['cp313-cp313-musllinux_1_2_x86_64', TARGET],
    ['cp313-cp313-manylinux_2_17_x86_64', ARM],
  ])('refuses %s', (tag, target) => {
    expect(foreignTags(wheel(tag), target)).toBe(tag);
  });

  it('takes a wheel of which one tag fits, and one that names none', () => {
    const tags = wheel('cp313-cp313-musllinux_1_2_x86_64', 'cp313-cp313-manylinux2014_x86_64');
    expect(foreignTags(tags, TARGET)).toBeNull();
    expect(foreignTags('', TARGET)).toBeNull();
  });
});

describe('isForeignModule', () => {
  it('knows version and machine of a compiled module by its name', () => {
    expect(isForeignModule('a/_c.cpython-313-x86_64-linux-gnu.so', TARGET)).toBe(false);
    expect(isForeignModule('a/_c.cpython-312-x86_64-linux-gnu.so', TARGET)).toBe(true);
    expect(isForeignModule('a/_c.cpython-313-aarch64-linux-gnu.so', TARGET)).toBe(true);
    expect(isForeignModule('a/_c.cpython-313-darwin.so', TARGET)).toBe(true);
    expect(isForeignModule('a/_c.cp313-win_amd64.pyd', TARGET)).toBe(true);
    expect(isForeignModule('a/_c.abi3.so', TARGET)).toBe(false);
  });
});

describe('python packages', () => {
  it('are editable by the sign that pip leaves', () => {
    expect(editableName('__editable__.shop-0.1.0.pth')).toBe('shop-0.1.0');
    expect(editableName('shop.egg-link')).toBe('shop');
    expect(editableName('shop/__init__.py')).toBeNull();
  });

  it('belong to the version that a runtime names', () => {
    expect([
      pythonVersionOf('python3.9'),
      pythonVersionOf('nodejs22.x'),
      pythonVersionOf(null),
    ]).toEqual(['3.9', null, null]);
  });
});
