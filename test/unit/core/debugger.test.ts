import {describe, expect, it} from '@jest/globals';
import {attachSettings} from '../../../src/core/attach-settings.js';
import {debuggerFailure, debuggerOf, parseDebuggerNews} from '../../../src/core/debugger.js';
import {RUNTIMES} from '../../../src/core/runtime.js';
import {sampleSpec} from '../../support/samples.js';

const IMAGE = sampleSpec({
  runtime: null,
  code: {kind: 'image', reference: 'acme/worker:1', config: {}},
});

describe('debuggerOf', () => {
  it.each(RUNTIMES.filter((row) => row.debugger !== null))('finds that of $id', ({id, ...row}) => {
    expect(debuggerOf(sampleSpec({runtime: id}))).toBe(row.debugger);
  });

  it.each(RUNTIMES.filter((row) => row.debugger === null))('says why $id has none', ({id}) => {
    const refuse = (): unknown => debuggerOf(sampleSpec({runtime: id}));
    expect(refuse).toThrow(expect.objectContaining({code: 'DEBUGGER_UNAVAILABLE'}));
    expect(refuse).toThrow(/^function hello cannot .* is .*: .*debugger/);
  });

  it('leaves it to an image which one there is', () => {
    expect(debuggerOf(IMAGE)).toBeNull();
  });
});

describe('parseDebuggerNews', () => {
  it.each([
    ['lambdock-inspect listening cdp', {kind: 'listening', debugger: 'cdp'}],
    ['lambdock-inspect listening debugpy', {kind: 'listening', debugger: 'debugpy'}],
    ['lambdock-inspect listening jdwp', {kind: 'listening', debugger: 'jdwp'}],
    ['lambdock-inspect missing debugpy 3.13', {kind: 'no-debugpy', python: '3.13'}],
    ['lambdock-inspect unknown deno', {kind: 'unknown-program', program: 'deno'}],
  ])('reads "%s"', (line, news) => {
    expect(parseDebuggerNews(line)).toEqual(news);
  });

  it.each(['lambdock-inspect listening gdb', ' lambdock-inspect listening cdp', 'x', ''])(
    'leaves "%s" alone',
    (line) => {
      expect(parseDebuggerNews(line)).toBeNull();
    },
  );
});

describe('debuggerFailure', () => {
  const suggestion = (spec = sampleSpec()): string | undefined =>
    debuggerFailure(spec, {kind: 'no-debugpy', python: '3.13'}).suggestions[0];

  it('says how debugpy gets into a folder, whatever its name', () => {
    expect(suggestion()).toBe('pip install debugpy -t /project/hello');
    const code = {kind: 'directory', path: '/my project', ignore: []} as const;
    expect(suggestion(sampleSpec({code}))).toBe('pip install debugpy -t "/my project"');
  });

  it('says how debugpy gets into an archive and an image', () => {
    const code = {kind: 'archive', path: '/project/app.zip'} as const;
    expect(suggestion(sampleSpec({code}))).toContain('/project/app.zip');
    expect(suggestion(IMAGE)).toContain('RUN pip install debugpy');
  });
});

describe('attachSettings', () => {
  const at = {host: '127.0.0.1', port: 9230};

  it('maps the code of a Node.js function, and reads the source maps of its build', () => {
    expect(attachSettings({...at, debugger: 'cdp', spec: sampleSpec()})).toMatchInlineSnapshot(`
     {
       "address": "127.0.0.1",
       "localRoot": "/project/hello",
       "name": "lambdock: hello",
       "outFiles": [
         "/project/hello/**/*.(m|c|)js",
         "!**/node_modules/**",
       ],
       "port": 9230,
       "remoteRoot": "/var/task",
       "request": "attach",
       "resolveSourceMapLocations": [
         "/project/hello/**",
         "!**/node_modules/**",
       ],
       "skipFiles": [
         "<node_internals>/**",
         "/var/runtime/**",
       ],
       "sourceMaps": true,
       "type": "node",
     }
    `);
  });

  it('maps code and layers of a Python function', () => {
    const layers = [
      {kind: 'directory', path: '/project/layer', ignore: []},
      {kind: 'archive', path: '/project/layer.zip'},
    ] as const;
    expect(attachSettings({...at, debugger: 'debugpy', spec: sampleSpec({layers})}))
      .toMatchInlineSnapshot(`
     {
       "connect": {
         "host": "127.0.0.1",
         "port": 9230,
       },
       "justMyCode": true,
       "name": "lambdock: hello",
       "pathMappings": [
         {
           "localRoot": "/project/hello",
           "remoteRoot": "/var/task",
         },
         {
           "localRoot": "/project/layer",
           "remoteRoot": "/opt",
         },
       ],
       "request": "attach",
       "type": "debugpy",
     }
    `);
  });

  it('names host and port for Java', () => {
    expect(attachSettings({...at, debugger: 'jdwp', spec: sampleSpec()})).toMatchInlineSnapshot(`
     {
       "hostName": "127.0.0.1",
       "name": "lambdock: hello",
       "port": 9230,
       "request": "attach",
       "type": "java",
     }
    `);
  });

  it('maps the open folder where nobody knows the sources', () => {
    expect(attachSettings({...at, debugger: 'cdp', spec: IMAGE})).toMatchObject({
      localRoot: '${workspaceFolder}',
    });
  });
});
