import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import {withServerless, type ReadProject} from '../../../support/serverless-project.js';

const project = (text: string, files = {}): Record<string, string> => ({
  'serverless.yml': text,
  ...files,
});

const SHOP = `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  region: eu-central-1
  memorySize: 256
  environment: {STAGE: "\${sls:stage}", BOTH: provider, GONE: there, PORT: 8080}
  layers: ["arn:aws:lambda:eu-central-1:111122223333:layer:shared:7"]
  ecr:
    images:
      ready: acme/ready:1
      made: {path: ./images, file: Dockerfile.dev, buildArgs: {V: 1}, platform: linux/arm64}
package:
  patterns: ['!docs/**']
layers:
  my-tools: {path: layers/tools}
  packed: {package: {artifact: layers/packed.zip}}
functions:
  plain:
    handler: src/index.handler
    environment: {BOTH: function, GONE: null, QUEUE: !Ref Queue, OTHER: {Ref: PlainLambdaFunction}}
  full:
    handler: app.handler
    runtime: python3.13
    name: shop-of-\${sls:stage}
    timeout: "29"
    memorySize: "512"
    architecture: arm64
    ephemeralStorageSize: 1024
    fileSystemConfig: {localMountPath: /mnt/data, arn: !GetAtt Access.Arn}
    layers: [{Ref: MyDashtoolsLambdaLayer}, !Ref PackedLambdaLayer]
    package: {patterns: ['!**', 'app.py']}
  ready: {image: ready}
  made: {image: {name: made, command: [app.handler], entryPoint: /entry, workingDirectory: /work}}
  uri: {image: {uri: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/x@sha256:${'a'.repeat(64)}"}}
  zipped: {handler: index.handler, package: {artifact: build/zipped.zip}}
  none: {handler: index.handler, timeout: "\${ssm:/missing}"}
resources:
  Resources:
    Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: "\${self:service}-queue"}}
`;

const inShop = (work: (read: ReadProject) => Promise<void>): Promise<void> =>
  withServerless(project(SHOP), {aws: {parameter: () => Promise.resolve(undefined)}}, work);

describe('functions of a serverless.yml', () => {
  it('have names, physical names and the framework’s defaults', () =>
    inShop(async ({project: {functions, name, region}, spec}) => {
      expect({name, region}).toEqual({name: 'shop', region: 'eu-central-1'});
      expect(functions.map((entry) => [entry.name, ...entry.aliases])).toEqual([
        ['plain', 'shop-dev-plain'],
        ['full', 'shop-of-dev'],
        ['ready', 'shop-dev-ready'],
        ['made', 'shop-dev-made'],
        ['uri', 'shop-dev-uri'],
        ['zipped', 'shop-dev-zipped'],
        ['none', 'shop-dev-none'],
      ]);
      expect(await spec('plain')).toMatchObject({
        name: 'plain',
        physicalName: 'shop-dev-plain',
        runtime: 'nodejs22.x',
        handler: 'src/index.handler',
        architecture: 'x86_64',
        memoryMb: 256,
        timeoutMs: 6000,
        layers: [{kind: 'arn', arn: 'arn:aws:lambda:eu-central-1:111122223333:layer:shared:7'}],
        place: {file: 'serverless.yml', line: 19, column: 3},
      });
      expect(await spec('zipped')).toMatchObject({memoryMb: 256});
    }));

  it('take memory of 1024 MB where nobody says otherwise', () =>
    withServerless(
      project(
        'service: s\nprovider: {name: aws, runtime: nodejs22.x}\nfunctions: {a: {handler: a.b}}\n',
      ),
      {},
      async ({spec}) => {
        expect(await spec('a')).toMatchObject({memoryMb: 1024, timeoutMs: 6000});
      },
    ));

  it('have their own settings over those of the provider', () =>
    inShop(async ({spec, folder}) => {
      expect(await spec('full')).toMatchObject({
        physicalName: 'shop-of-dev',
        runtime: 'python3.13',
        architecture: 'arm64',
        memoryMb: 512,
        timeoutMs: 29_000,
        ephemeralStorageMb: 1024,
        fileSystems: [{mountPath: '/mnt/data', arn: null, source: null}],
        layers: [
          {kind: 'directory', path: join(folder, 'layers/tools'), ignore: []},
          {kind: 'archive', path: join(folder, 'layers/packed.zip')},
        ],
      });
    }));

  it('have the provider’s variables below their own; null removes', () =>
    inShop(async ({spec}) => {
      const {environment} = await spec('plain');
      expect(environment).toMatchObject({
        STAGE: {value: 'dev', origin: 'serverless.yml:7:17'},
        BOTH: {value: 'function', origin: 'serverless.yml:21:19'},
        GONE: {value: null},
        PORT: {value: '8080'},
        QUEUE: {value: {kind: 'ref', argument: 'Queue'}},
      });
    }));

  it('have a scope in which references to resources, the framework’s own included, are found', () =>
    inShop(async ({spec}) => {
      const {scope} = await spec('plain');
      expect(scope?.stack).toBe('shop-dev');
      expect(
        await scope?.local({kind: 'get-att', id: 'Queue', attribute: 'QueueName'}),
      ).toMatchObject({
        origin: expect.stringMatching(/^serverless\.yml:\d+:\d+$/) as unknown,
      });
      expect(await scope?.local({kind: 'ref', id: 'FullLambdaFunction'})).toMatchObject({
        value: {argument: [expect.any(String), {Name: 'shop-of-dev'}]},
      });
      expect(await scope?.local({kind: 'ref', id: 'Nothing'})).toBeUndefined();
    }));

  it('may be images: by URI, by a name of provider.ecr.images, or built', () =>
    inShop(async ({spec, folder}) => {
      expect((await spec('ready')).code).toEqual({
        kind: 'image',
        reference: 'acme/ready:1',
        config: {},
      });
      expect(await spec('made')).toMatchObject({
        runtime: null,
        handler: null,
        architecture: 'arm64',
        layers: [],
        code: {
          kind: 'build',
          context: join(folder, 'images'),
          dockerfile: join(folder, 'images/Dockerfile.dev'),
          args: {V: '1'},
          config: {command: ['app.handler'], entryPoint: ['/entry'], workingDirectory: '/work'},
        },
      });
      expect((await spec('uri')).code).toMatchObject({
        kind: 'image',
        reference: expect.stringContaining('@sha256:') as unknown,
      });
    }));

  it('have the service’s folder by its patterns, or an artifact, as code', () =>
    inShop(async ({spec, folder}) => {
      expect((await spec('zipped')).code).toEqual({
        kind: 'archive',
        path: join(folder, 'build/zipped.zip'),
      });
      const {code} = await spec('full');
      expect(code).toMatchObject({kind: 'directory', path: folder});
      expect('ignore' in code && code.ignore).toEqual(
        expect.arrayContaining([
          'package:!serverless.yml',
          'package:!layers/tools/**',
          'package:!docs/**',
          'package:!**',
          'package:app.py',
        ]),
      );
    }));

  it('that cannot be read disturb no other', () =>
    inShop(async ({spec}) => {
      const error = await errorOf(() => spec('none'));
      expect(error.message).toContain('the Parameter Store has no /missing');
    }));

  it('may be a list of mappings and files, one of which cannot be read', () =>
    withServerless(
      project(
        'service: s\nprovider: {name: aws, runtime: nodejs22.x}\nfunctions:\n  - ${file(a.yml)}\n  - b: ${file(b.yml):b}\n  - ${file(${env:NOWHERE}.yml)}\n',
        {
          'a.yml': 'a: {handler: "a.${self:service}"}\n',
          'b.yml': 'b: {handler: b.b, timeout: oops}\n',
        },
      ),
      {},
      async ({project: {functions}, spec, warnings}) => {
        expect(functions.map(({name}) => name)).toEqual(['a', 'b']);
        expect(await spec('a')).toMatchObject({handler: 'a.s', place: {file: 'a.yml', line: 1}});
        expect((await errorOf(() => spec('b'))).message).toBe(
          'b.yml:1:19: b.timeout: found "oops", expected a whole number of seconds from 1 to 900',
        );
        expect(warnings).toEqual([expect.stringContaining('NOWHERE is not set')]);
      },
    ));

  it.each([
    ['{handler: a.b}', /PROJECT_INVALID serverless\.yml:3:13: functions\.a: there is no runtime/],
    ['{runtime: nodejs22.x}', /HANDLER_MISSING .*there is neither handler nor image/],
    ['{runtime: nodejs99.x, handler: a.b}', /RUNTIME_UNKNOWN /],
    ['{runtime: nodejs22.x, handler: a}', /HANDLER_INVALID /],
    [
      '{runtime: nodejs22.x, handler: a.b, layers: [../x]}',
      /PROJECT_INVALID .*expected the ARN of a layer/,
    ],
    [
      '{image: nowhere}',
      /PROJECT_INVALID .*functions\.a\.image: found "nowhere", expected a name of provider\.ecr\.images/,
    ],
    ['just text', /PROJECT_INVALID .*expected a mapping with handler or image/],
    [
      '{runtime: nodejs22.x, handler: a.b, package: {artifact: "s3://b/k.zip"}}',
      /expected an artifact on this machine/,
    ],
  ])('%s is refused', async (text, expected) => {
    const files = project(`service: s\nprovider: aws\nfunctions: {a: ${text}}\n`);
    const error = await withServerless(files, {}, ({spec}) => errorOf(() => spec('a')));
    expect(`${error.code} ${error.message}`).toMatch(expected);
  });

  it('of another provider are refused', async () => {
    const files = project('service: s\nprovider: {name: google}\nfunctions: {a: {handler: a.b}}\n');
    const error = await errorOf(() => withServerless(files, {}, () => Promise.resolve()));
    expect(error).toMatchObject({code: 'PROJECT_UNSUPPORTED'});
  });
});

describe('plugins that build', () => {
  const text = `service: s
provider: {name: aws, runtime: nodejs22.x}
plugins: [serverless-offline, serverless-esbuild]
package: {individually: true}
functions: {a: {handler: src/a.handler}}
`;

  it('are not run, which is said, with what to do', () =>
    withServerless(project(text), {}, async ({spec, warnings}) => {
      expect((await spec('a')).code).toMatchObject({kind: 'directory'});
      expect(warnings).toEqual([
        'plugins are not run: serverless-esbuild (bundles the code). There is no .serverless/a.zip of a, so its code is taken as it is; build it (`serverless package`), or name the built code with package.artifact or --code',
      ]);
    }));

  it('have left an artifact, which is used when it is newer than its sources', () =>
    withServerless(
      project(text, {'src/a.ts': '', '.serverless/a.zip': ''}),
      {},
      async ({spec, warnings, folder}) => {
        expect((await spec('a')).code).toEqual({
          kind: 'archive',
          path: join(folder, '.serverless/a.zip'),
        });
        expect(warnings).toEqual([expect.stringContaining('a runs from .serverless/a.zip')]);
      },
    ));
});
