import {describe, expect, it} from '@jest/globals';
import type {CodeEntry} from '../../../src/core/code-tree.js';
import {handlerAbsence, type HandlerSearch} from '../../../src/core/handler-file.js';

/** `a/b` is a file, `a/` a folder, `a@` a link. */
const entries = (names: string): readonly CodeEntry[] =>
  names.split(' ').map((name): CodeEntry => {
    const path = name.replace(/[/@]$/, '');
    if (name.endsWith('/')) return {kind: 'directory', path, mtimeMs: 0, mode: 0o755};
    if (name.endsWith('@')) return {kind: 'link', path, mtimeMs: 0, target: 'x'};
    return {kind: 'file', path, mtimeMs: 0, mode: 0o644, size: 1};
  });

const search = (family: HandlerSearch['family'], handler: string, names: string) =>
  handlerAbsence({family, handler, entries: entries(names)});

describe('what a handler names is looked for, and', () => {
  it.each([
    ['nodejs', 'index.handler', 'index.cjs'],
    ['nodejs', './src/index.a.b', 'src/ src/index.mjs'],
    ['nodejs', 'index.handler', 'index'],
    ['nodejs', 'src/index.handler', 'src@'],
    ['nodejs', 'wrapper.handler', 'node_modules/wrapper/package.json'],
    ['nodejs', 'wrapper.handler', 'node_modules@'],
    ['nodejs', '/opt/wrapper/index.handler', 'index.js'],
    ['python', 'app.handler', 'app.py'],
    ['python', 'app.handler', 'app/ app/__init__.py'],
    ['python', 'app.handler', 'app.cpython-313-x86_64-linux-gnu.so'],
    ['python', 'src/app.handler', 'src/app.py'],
    ['python', 'src.app.handler', 'src/__init__.py'],
    ['python', 'src.app.handler', 'src.py'],
    ['python', 'app.handler', 'lib/app.py'],
    ['python', 'boto3.handler', 'x.py'],
    ['java', 'a.B::c', 'a/B.class'],
    ['java', 'a.B::c', 'lib/b.jar'],
    ['ruby', 'app.A::B.c', 'app.rb'],
    ['ruby', 'app.handler', 'vendor/ x.rb'],
    ['dotnet', 'Hello::A.B::C', 'Hello.dll'],
    ['dotnet', 'Hello', 'Hello'],
    ['go', 'main', 'main'],
    ['provided', 'any', 'x'],
  ] as const)('for %s %s is, or may be, in %s', (family, handler, names) => {
    expect(search(family, handler, names)).toBeNull();
  });

  it.each([
    ['nodejs', 'index.handler', 'index.ts', 'index.js, .mjs or .cjs', ['index.ts']],
    ['nodejs', 'index.handler', 'dist/index.js', 'index.js, .mjs or .cjs', ['dist/index.js']],
    ['nodejs', 'indx.handler', 'index.js other.js', 'indx.js, .mjs or .cjs', ['index.js']],
    ['nodejs', 'src.handler', 'src/index.js', 'src.js, .mjs or .cjs', ['src/index.js']],
    ['python', 'app.handler', 'src/app.py', 'app.py', ['src/app.py']],
    ['python', 'src.ap.handler', 'src/app.py', 'src/ap.py', ['src/app.py']],
    ['java', 'a.Handler', 'b/Handler.class', 'class a.Handler', ['b.Handler']],
    ['java', 'a.Handlr', 'a/Handler.class', 'class a.Handlr', ['a.Handler']],
    ['java', 'a.Handler', 'app.jar', 'class a.Handler', ['app.jar']],
    ['ruby', 'ap.handler', 'app.rb', 'ap.rb', ['app.rb']],
    ['dotnet', 'Hello::A::B', 'Hello.csproj', 'Hello.dll', ['Hello.csproj']],
    ['go', 'main', 'main.go', 'main', ['main.go']],
  ] as const)('for %s %s is not in %s', (...[family, handler, names, wanted, near]) => {
    expect(search(family, handler, names)).toEqual({wanted, near});
  });
});
