import {describe, expect, it} from '@jest/globals';
import {handlerProblem, HANDLERS} from '../../../src/core/handler.js';
import {FAMILIES} from '../../../src/core/runtime.js';

describe('a handler that a runtime would call', () => {
  it.each([
    ['nodejs', 'index.handler'],
    ['nodejs', 'src/deep/index.module.handler'],
    ['nodejs', '/opt/nodejs/node_modules/wrapper/handler.handler'],
    ['nodejs', './index.handler'],
    ['python', 'app.handler'],
    ['python', 'pkg.sub.app.handler'],
    ['python', 'pkg/sub/app.handler'],
    ['java', 'Handler'],
    ['java', 'example.Handler$Inner::handleRequest'],
    ['java', 'io.acme.Übersetzer::führeAus'],
    ['ruby', 'app.handler'],
    ['ruby', 'lib/app.Acme::Orders.process'],
    ['dotnet', 'Hello'],
    ['dotnet', 'Hello::Hello.Function+Inner::FunctionHandler'],
    ['go', 'bin/main'],
    ['provided', 'whatever::../it-is'],
  ] as const)('of %s is %s', (family, handler) => {
    expect(handlerProblem(family, handler)).toBeNull();
  });

  it.each(FAMILIES)('of %s is the example of its grammar', (family) => {
    expect(handlerProblem(family, HANDLERS[family].example)).toBeNull();
  });
});

describe('a handler that a runtime could never call', () => {
  it.each([
    ['nodejs', 'index', 'it names no export', 'index.handler'],
    ['nodejs', 'src.d/index', 'it names no export', 'src.d/index.handler'],
    ['nodejs', '../index.handler', 'it leads out of the code by ..', 'index.handler'],
    ['nodejs', 'my index.handler', 'it has a blank', 'my_index.handler'],
    ['python', 'app', 'it names no function', 'app.handler'],
    ['python', 'app.', 'it names no function', 'app.handler'],
    ['python', '.handler', 'it names no module', 'app.handler'],
    ['python', './src/app.handler', 'its module begins outside the code', 'src/app.handler'],
    ['java', 'example.Handler:run', 'class and method are parted by ::', 'example.Handler::run'],
    ['java', 'example.Handler::', 'it names no method after ::', 'example.Handler'],
    ['java', 'example/Handler.java', 'a class is wanted, not a file', 'example.Handler'],
    ['java', '::run', 'it names no class', 'run'],
    ['ruby', 'app', 'it names no method', 'app.handler'],
    ['ruby', './app.handler', 'it names no file', 'app.handler'],
    ['ruby', 'a.b.c.d', 'it has more than three parts', 'app.handler'],
    [
      'dotnet',
      'Hello::Hello.Function',
      'assembly, class and method are parted by ::',
      'Hello::Hello.Function::FunctionHandler',
    ],
    ['dotnet', 'Hello:Fn:Run', 'assembly, class and method are parted by ::', 'Hello::Fn::Run'],
    ['dotnet', 'Hello::::Run', 'one of its parts is empty', 'Hello::Run::FunctionHandler'],
    ['provided', 'a b', 'it has a blank', 'a_b'],
  ] as const)('of %s is %s: %s; it is %s', (...[family, handler, why, example]) => {
    expect(handlerProblem(family, handler)).toEqual({why, example});
  });

  it('is longer than Lambda’s own limit', () => {
    expect(handlerProblem('provided', 'x'.repeat(129))?.why).toMatch(/129 characters/);
  });
});
