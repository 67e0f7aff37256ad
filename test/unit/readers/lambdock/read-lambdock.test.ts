import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import {problems, read} from '../../../support/read-lambdock-text.js';

describe('readLambdock', () => {
  it('makes a complete project of a small file', async () => {
    const project = await read(
      'functions: {hello: {runtime: nodejs22.x, handler: index.handler, code: ./hello}}',
    );
    expect(project).toEqual({
      name: 'shop',
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      root: '/tmp/shop',
      file: '/tmp/shop/lambdock.yml',
      registry: null,
      functions: [
        {
          name: 'hello',
          runtime: 'nodejs22.x',
          architecture: 'x86_64',
          handler: 'index.handler',
          code: {kind: 'directory', path: '/tmp/shop/hello', ignore: []},
          baseImage: null,
          layers: [],
          environment: {},
          memoryMb: 128,
          timeoutMs: 3000,
          place: {file: 'lambdock.yml', line: 1, column: 13},
        },
      ],
    });
  });

  it('puts a function of a runtime of one’s own on its image, whose handlers are its own matter', async () => {
    const {functions} = await read(`
      runtimes:
        deno: {image: "denoland/deno-lambda:2"}
        nodejs22.x: {image: "acme/node:22"}
      defaults: {runtime: deno}
      functions:
        a: {handler: any-thing}
        b: {runtime: nodejs22.x, handler: plain}
        c: {runtime: nodejs20.x, handler: index.handler}
        d: {runtime: deno, baseImage: "acme/other:1"}
    `);
    expect(functions.map(({runtime, baseImage}) => [runtime, baseImage])).toEqual([
      [null, 'denoland/deno-lambda:2'],
      ['nodejs22.x', 'acme/node:22'],
      ['nodejs20.x', null],
      [null, 'acme/other:1'],
    ]);
  });

  it('names a runtime of one’s own that is nearly meant, and an image that cannot be', async () => {
    const told = await problems(`
      runtimes:
        myruntime: {image: "acme/mine:1"}
        broken: {image: "UPPER/case"}
      functions:
        a: {runtime: myruntme, handler: x}
    `);
    expect(told).toMatch(/lambdock.yml:6:\d+.*myruntme/);
    expect(told).toContain('myruntime');
    expect(told).toMatch(/lambdock.yml:4:\d+.*UPPER/);
  });

  it('applies defaults: names merged, layers replaced, ignore patterns added', async () => {
    const {functions} = await read(`
      defaults:
        runtime: python3.13
        timeout: 10
        memory: 256
        architecture: arm64
        layers: [./common]
        ignore: ['*.md']
        environment: {STAGE: dev, DEBUG: true, N: 1.10}
      functions:
        a: {handler: app.handler}
        b:
          handler: app.handler
          timeout: 900
          memory: 512
          architecture: x86_64
          code: ./b.zip
          layers: [./tools.zip, 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:7']
          environment: {STAGE: prod, DEBUG: null, T: !ImportValue t}
        c: {handler: app.handler, ignore: ['*.test.py']}
    `);
    expect(functions[0]).toMatchObject({
      runtime: 'python3.13',
      timeoutMs: 10_000,
      memoryMb: 256,
      architecture: 'arm64',
      code: {kind: 'directory', path: '/tmp/shop', ignore: ['*.md']},
      layers: [{kind: 'directory', path: '/tmp/shop/common'}],
      environment: {
        STAGE: {value: 'dev', origin: 'lambdock.yml:9:23'},
        DEBUG: {value: 'true'},
        N: {value: '1.10'},
      },
    });
    expect(functions[1]).toMatchObject({
      timeoutMs: 900_000,
      memoryMb: 512,
      architecture: 'x86_64',
      code: {kind: 'archive', path: '/tmp/shop/b.zip'},
      layers: [
        {kind: 'archive', path: '/tmp/shop/tools.zip'},
        {kind: 'arn', arn: 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:7'},
      ],
      environment: {
        STAGE: {value: 'prod', origin: 'lambdock.yml:19:25'},
        DEBUG: {value: null},
        T: {value: {kind: 'import-value', text: '!ImportValue t'}},
      },
    });
    expect(functions[2]).toMatchObject({code: {ignore: ['*.md', '*.test.py']}});
  });

  it('reads container images, which take no runtime, layers or handler from defaults', async () => {
    const {functions} = await read(`
      defaults: {runtime: nodejs22.x, layers: [./x], environment: {A: 1}}
      functions: {w: {image: 'acme/worker:1.4', imageConfig: {command: [w.handler]}}}
    `);
    expect(functions[0]).toMatchObject({
      runtime: null,
      handler: null,
      layers: [],
      code: {kind: 'image', reference: 'acme/worker:1.4', config: {command: ['w.handler']}},
      environment: {A: {value: '1'}},
    });
  });

  it('wants no handler for provided.*, nor a runtime beside a base image', async () => {
    const {functions} = await read(`
      functions:
        rusty: {runtime: provided.al2023}
        own: {baseImage: 'acme/base:1'}
    `);
    expect(functions).toMatchObject([{handler: null}, {runtime: null, baseImage: 'acme/base:1'}]);
  });

  it('leaves the handler’s grammar to a base image of one’s own', async () => {
    const {functions} = await read(
      'functions: {a: {runtime: nodejs22.x, handler: main, baseImage: acme/base:1}}',
    );
    expect(functions).toMatchObject([{handler: 'main'}]);
  });

  it('lets flags give what the file lacks', async () => {
    const overridden = {runtime: true, handler: true};
    const {functions} = await read('functions: {a: {}, b: {runtime: python9}}', overridden);
    expect(functions).toMatchObject([{runtime: null, handler: null}, {runtime: 'python9'}]);
  });

  it('reports every problem at once, each with its place', async () => {
    const text = await problems(`
version: 2
defaults: {runtim: nodejs22.x, timeout: 3.5}
extras: ./x.mjs
functions:
  hello world:
    handler: [a]
  b:
    handler: x.y
    runtime: node22.x
    memroy: 12
    code: !Ref X
    timeout: "3"
    architecture: arm
    environment: {A B: 1, L: [1], D: !Sub x}
  c:
  d: {image: a b, code: ., imageConfig: {command: []}}
  e: {runtime: python3.13}
`);
    expect(text).toMatchInlineSnapshot(`
     "lambdock.yml has 19 problems
     lambdock.yml:2:10: version: found 2, expected 1
     lambdock.yml:3:12: defaults.runtim: unknown key; did you mean runtime?
     lambdock.yml:3:41: defaults.timeout: found 3.5, expected a whole number of seconds from 1 to 900
     lambdock.yml:4:1: extras: unknown key; known are version, name, registry, driver, stack, layersCache, layerMap, runtimes, hooks, endpoints, defaults, functions
     lambdock.yml:6:3: functions.hello world: found "hello world", expected a function name of 1 to 64 letters, digits, '_' and '-'
     lambdock.yml:6:3: functions.hello world: the key runtime is missing (or image, for a container image)
     lambdock.yml:7:14: functions.hello world.handler: found a list, expected a handler without blanks, such as index.handler
     lambdock.yml:10:14: functions.b.runtime: found "node22.x", expected a runtime of Lambda's; did you mean nodejs22.x?
     lambdock.yml:11:5: functions.b.memroy: unknown key; did you mean memory?
     lambdock.yml:12:11: functions.b.code: found !Ref X, expected a value: references are known in environment only
     lambdock.yml:13:14: functions.b.timeout: found "3", expected a whole number of seconds from 1 to 900
     lambdock.yml:14:19: functions.b.architecture: found "arm", expected x86_64 or arm64
     lambdock.yml:15:19: functions.b.environment.A B: found "A B", expected a variable name of letters, digits and '_', not beginning with a digit
     lambdock.yml:15:30: functions.b.environment.L: found a list, expected a text, a number, true, false or null
     lambdock.yml:16:5: functions.c: found nothing, expected a mapping
     lambdock.yml:17:14: functions.d.image: found "a b", expected the name of an image, such as acme/worker:1.4
     lambdock.yml:17:25: functions.d.code: code has no meaning beside image: the image brings it (imageConfig.command names the handler)
     lambdock.yml:17:51: functions.d.imageConfig.command: found an empty list, expected a list of at least one word
     lambdock.yml:18:3: functions.e: the key handler is missing, such as \`handler: app.handler\`"
    `);
  });

  it('tells problems to scripts too', async () => {
    const error = await errorOf(() => read('functions: {a: {memroy: 1, runtime: provided.al2}}'));
    expect(error.details).toEqual({
      issues: [
        {
          path: 'functions.a.memroy',
          file: 'lambdock.yml',
          line: 1,
          column: 17,
          found: null,
          expected: 'unknown key',
          suggestion: 'memory',
        },
      ],
    });
  });

  it.each([
    ['functions: {a: {runtime: node22, handler: a.b}}', 'RUNTIME_UNKNOWN', 'nodejs22.x'],
    ['functions: {a: {runtime: nodejs22.x}}', 'HANDLER_MISSING', 'handler is missing'],
    [
      'functions: {a: {runtime: python3.13, handler: app}}',
      'HANDLER_INVALID',
      'found "app" (it names no function), expected module.function; did you mean app.handler?',
    ],
    ['functions: {a: {handler: a.b}}', 'PROJECT_INVALID', 'the key runtime is missing'],
    ['functions: {}', 'PROJECT_INVALID', 'at least one function'],
    ['version: 1', 'PROJECT_INVALID', 'the key functions is missing'],
    ['', 'PROJECT_INVALID', 'found nothing, expected a mapping'],
    ['- a', 'PROJECT_INVALID', 'found a list, expected a mapping'],
    ['functions: {a: {image: x, handler: y}}', 'PROJECT_INVALID', 'no meaning beside image'],
    [
      'functions: {a: {runtime: nodejs22.x, handler: a.b, imageConfig: {}}}',
      'PROJECT_INVALID',
      'without image',
    ],
    ['registry: https://x.y\nfunctions: {a: {image: x}}', 'PROJECT_INVALID', 'without a scheme'],
    ['runtimes: {a: {}}\nfunctions: {a: {image: x}}', 'PROJECT_INVALID', 'image is missing'],
    ['plugins: {}\nfunctions: {a: {image: x}}', 'PROJECT_INVALID', 'unknown key'],
  ])('refuses %j with %s', async (yaml, code, part) => {
    const error = await errorOf(() => read(yaml));
    expect(error).toMatchObject({code, exitCode: 2, message: expect.stringContaining(part)});
  });

  it('has one id for one file and another for another file', async () => {
    const yaml = 'functions: {a: {image: x}}';
    const [one, other] = await Promise.all([read(yaml), read(yaml)]);
    expect(one.id).not.toBe(other.id);
  });
});
