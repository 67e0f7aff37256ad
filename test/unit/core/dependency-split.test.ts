import {describe, expect, it} from '@jest/globals';
import {dependencySplit, installedNames} from '../../../src/core/dependency-split.js';
import type {RuntimeFamily} from '../../../src/core/runtime.js';

describe('dependencies', () => {
  const cases: readonly (readonly [RuntimeFamily, readonly string[], readonly string[]])[] = [
    [
      'nodejs',
      ['node_modules', 'node_modules/a/index.js', 'packages/x/node_modules/b'],
      ['index.js', 'my_node_modules/a', 'node_modules.js'],
    ],
    [
      'python',
      ['lib/python3.13/site-packages', 'lib/site-packages/six.py', 'dist-packages/a/b.py'],
      ['app.py', 'packages/app.py', 'requests/api.py'],
    ],
    ['ruby', ['vendor/bundle', 'vendor/bundle/ruby/3.3.0/gems/a.rb'], ['vendor/own.rb', 'app.rb']],
    ['java', ['lib', 'lib/a.jar'], ['com/acme/lib/A.class', 'libs/a.jar']],
  ];
  it.each(cases)('of %s are told from code by their place', (family, dependencies, code) => {
    const isDependency = dependencySplit(family);
    expect(dependencies.filter((path) => isDependency?.(path) === true)).toEqual(dependencies);
    expect(code.filter((path) => isDependency?.(path) === false)).toEqual(code);
  });

  it('of python are also what pip recorded beside the code', () => {
    const isDependency = dependencySplit('python', new Set(['requests', 'six.py']));
    expect(isDependency?.('requests')).toBe(true);
    expect(isDependency?.('requests/api.py')).toBe(true);
    expect(isDependency?.('six.py')).toBe(true);
    expect(isDependency?.('requests_mine/a.py')).toBe(false);
  });

  it('do not exist where a runtime has no place for them', () => {
    expect(dependencySplit('provided')).toBeNull();
    expect(dependencySplit('dotnet')).toBeNull();
  });
});

describe('a RECORD', () => {
  it('names packages, modules and its own folder, but nothing shared or outside', () => {
    const record = [
      '../../bin/normalizer,sha256=x,1',
      '__pycache__/six.cpython-313.pyc,,',
      'six.py,sha256=y,2',
      'requests/__init__.py,sha256=z,3',
      'requests-2.32.dist-info/RECORD,,',
      '"odd, name/a.py",,',
      '',
    ].join('\r\n');
    expect(installedNames(record)).toEqual([
      'six.py',
      'requests',
      'requests-2.32.dist-info',
      'odd',
    ]);
  });
});
