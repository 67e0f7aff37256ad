import {utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {functionOf, loadProject} from '../../../../src/wire/project.js';
import type {ProjectOptions} from '../../../../src/wire/project-options.js';
import {errorOf} from '../../../support/error-of.js';
import {load, names, spec, variablesOf, within} from '../../../support/template-project.js';

const SAM = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
  Needed: {Type: String}
  Big: {Type: String, Default: no}
  Memory: {Type: Number, Default: 256}
Conditions:
  IsBig: !Equals [!Ref Big, "true"]
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: "10"
    Layers: [!Ref Shared]
    Environment: {Variables: {STAGE: !Ref Stage, LEVEL: info}}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "\${Stage}-hello"
      CodeUri: ./hello
      Handler: index.handler
      MemorySize: !Ref Memory
      Architectures: [!If [IsBig, x86_64, arm64]]
      Layers: [!If [IsBig, !Ref Other, !Ref AWS::NoValue], "arn:aws:lambda:eu-west-1:111122223333:layer:x:3"]
      EphemeralStorage: {Size: 1024}
      LoggingConfig: {LogFormat: JSON, ApplicationLogLevel: debug, LogGroup: !Sub "\${Stage}-logs"}
      FileSystemConfigs: [{Arn: !GetAtt Fs.Arn, LocalMountPath: /mnt/data}]
      Environment:
        Variables:
          LEVEL: debug
          VERSION: 1.10
          FLAG: yes
          QUEUE: !Ref Queue
          NAMELESS: !GetAtt Bucket.Arn
          SECRET: "{{resolve:secretsmanager:db}}"
          GONE: !If [IsBig, x, !Ref AWS::NoValue]
  Maybe:
    Type: AWS::Serverless::Function
    Condition: IsBig
    Properties: {CodeUri: ./hello, Handler: index.handler, Timeout: !Ref Needed}
  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ./layers/shared}}
  Other: {Type: AWS::Lambda::LayerVersion, Properties: {Content: ./layers/other.zip}}
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "\${Stage}-jobs"}}
  Bucket: {Type: AWS::S3::Bucket}
  Fs: {Type: AWS::EFS::AccessPoint}
`;

describe('a SAM template', () => {
  it('describes a function with its globals, expressions evaluated', async () => {
    const {folder, ...hello} = await spec(SAM, 'dev-hello');
    expect(hello).toMatchObject({
      name: 'Hello',
      physicalName: 'dev-hello',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      architecture: 'arm64',
      memoryMb: 256,
      timeoutMs: 10_000,
      ephemeralStorageMb: 1024,
      logging: {format: 'JSON', applicationLevel: 'debug', group: 'dev-logs'},
      fileSystems: [{mountPath: '/mnt/data', arn: null, source: null}],
      code: {kind: 'directory', path: join(folder, 'hello')},
      layers: [
        {kind: 'directory', path: join(folder, 'layers/shared')},
        {kind: 'arn', arn: 'arn:aws:lambda:eu-west-1:111122223333:layer:x:3'},
      ],
    });
    expect(hello.environment['STAGE']?.origin).toBe('template.yaml:15:31');
    expect(await variablesOf(hello)).toEqual({
      STAGE: 'dev',
      LEVEL: 'debug',
      VERSION: '1.10',
      FLAG: 'true',
      QUEUE: 'https://sqs.us-east-1.amazonaws.com/123456789012/dev-jobs',
      NAMELESS: ['Bucket (AWS::S3::Bucket) has no BucketName in the template, so AWS names it'],
      SECRET: ['{{resolve:secretsmanager:db}} is known to AWS alone'],
      GONE: null,
    });
  });

  it('leaves out a function whose condition is false, and takes parameters given', async () => {
    expect(names(await load(SAM))).toEqual(['Hello']);
    const params = {Big: 'true', Needed: '20'};
    expect(names(await load(SAM, {params}))).toEqual(['Hello', 'Maybe']);
    expect(await spec(SAM, 'Maybe', {params})).toMatchObject({timeoutMs: 20_000, memoryMb: 128});
    expect((await spec(SAM, 'Hello', {params})).layers).toHaveLength(3);
  });

  it('fails for the one function whose setting nothing tells, with the flags that give it', async () => {
    const params = {Big: 'true'};
    const error = await errorOf(() => spec(SAM, 'Maybe', {params}));
    expect(error).toMatchObject({
      code: 'REFERENCE_UNRESOLVED',
      exitCode: 2,
      message: expect.stringMatching(
        /^template.yaml:4\d:\d+: Timeout of function Maybe is !Ref Needed, and is not known: the parameter Needed has no Default/,
      ),
      suggestions: ['give it: --param Needed=VALUE', 'or replace the setting: --timeout SECONDS'],
    });
    expect((await spec(SAM, 'Hello', {params})).memoryMb).toBe(256);
    const overrides = {timeoutSeconds: 5};
    expect(await spec(SAM, 'Maybe', {params, overrides})).toMatchObject({timeoutMs: 5000});
  });

  it('takes defaults of SAM: 3 s and 128 MB', async () => {
    const plain = `Resources: {F: {Type: AWS::Serverless::Function, Properties: {CodeUri: ., Handler: a.b, Runtime: python3.13}}}`;
    expect(await spec(plain)).toMatchObject({
      name: 'F',
      timeoutMs: 3000,
      memoryMb: 128,
      architecture: 'x86_64',
      environment: {},
    });
  });

  it('reads settings of samconfig.toml, over which flags win', async () => {
    const files = {
      'template.yaml': SAM,
      'samconfig.toml': `version = 0.1
[default.deploy.parameters]
stack_name = "shop-prod"
region = "eu-west-1"
parameter_overrides = "Stage=\\"prod\\" Memory=512 Unused=1"
`,
    };
    const hello = await spec(files, 'Hello');
    expect(hello).toMatchObject({physicalName: 'prod-hello', memoryMb: 512});
    expect(hello.scope?.stack).toBe('shop-prod');
    expect(await variablesOf(hello)).toMatchObject({
      QUEUE: 'https://sqs.eu-west-1.amazonaws.com/123456789012/prod-jobs',
    });
    expect(await spec(files, 'Hello', {params: {Stage: 'x'}})).toMatchObject({
      physicalName: 'x-hello',
    });
    expect(await load(files)).toMatchObject({region: 'eu-west-1'});
  });

  it('reads what sam build made where that is newer', async () => {
    const built = SAM.replace('CodeUri: ./hello', 'CodeUri: Hello');
    await within({'template.yaml': SAM, '.aws-sam/build/template.yaml': built}, async (cwd) => {
      const code = async (): Promise<unknown> =>
        (await functionOf(await loadProject({cwd}), 'Hello', {cwd})).code;
      await utimes(join(cwd, 'template.yaml'), 1000, 1000);
      expect(await code()).toMatchObject({path: join(cwd, '.aws-sam/build/Hello')});
      await utimes(join(cwd, 'template.yaml'), new Date(), new Date(Date.now() + 60_000));
      expect(await code()).toMatchObject({path: join(cwd, 'hello')});
    });
  });

  it('says that built code runs, and what was changed after sam build', async () => {
    const built = SAM.replace('CodeUri: ./hello', 'CodeUri: Hello');
    const files = {
      'template.yaml': SAM,
      '.aws-sam/build/template.yaml': built,
      'hello/index.mjs': '',
    };
    await within(files, async (cwd) => {
      const said = async (options: ProjectOptions = {}): Promise<readonly string[]> => {
        const warnings: string[] = [];
        const all = {...options, cwd, onWarning: (message: string) => warnings.push(message)};
        const project = await loadProject(all);
        for (const name of ['Hello', 'Hello']) await functionOf(project, name, all);
        return warnings;
      };
      const at = (file: string, seconds: number) => utimes(join(cwd, file), seconds, seconds);
      await at('template.yaml', 1000);
      await at('hello/index.mjs', 1000);
      await at('.aws-sam/build/template.yaml', 2000);
      const runs = expect.stringContaining('code runs as `sam build` left it in .aws-sam/build');
      expect(await said()).toEqual([runs]);
      await at('hello/index.mjs', 3000);
      expect(await said()).toEqual([
        runs,
        expect.stringContaining('hello/index.mjs was changed after `sam build`: function Hello'),
      ]);
      expect(await said({overrides: {code: 'hello'}})).toEqual([]);
      await at('template.yaml', 4000);
      expect(await said()).toEqual([]);
    });
  });

  it('puts code that is in the template into a folder named by its content', async () => {
    const yaml = `
Resources:
  A: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: index.f, InlineCode: "def f(e, c): return 1"}}
  B:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: index.f, Code: {ZipFile: !Sub "exports.f = async () => '\${AWS::Region}'"}}
`;
    const [a, again, b] = [await spec(yaml, 'A'), await spec(yaml, 'A'), await spec(yaml, 'B')];
    expect(a.code).toEqual(again.code);
    expect(a.code).toMatchObject({kind: 'directory'});
    expect(b.code).not.toEqual(a.code);
  });

  it('builds images from the Dockerfile that Metadata names', async () => {
    const {folder, code} = await spec(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: {DockerContext: ./image, Dockerfile: Dockerfile.dev, DockerBuildArgs: {V: "1"}, DockerBuildTarget: run}
    Properties: {PackageType: Image, ImageConfig: {Command: [app.main]}}
`);
    expect(code).toMatchObject({
      kind: 'build',
      context: join(folder, 'image'),
      dockerfile: join(folder, 'image/Dockerfile.dev'),
      args: {V: '1'},
      target: 'run',
      config: {command: ['app.main']},
    });
  });

  it('says that loops are not read, and reads the rest', async () => {
    const project = await load(`${SAM}\n  Fn::ForEach::Loop: [X, [a, b], {"F\${X}": {}}]\n`);
    expect(names(project)).toEqual(['Hello', 'Fn::ForEach::Loop']);
    const error = await errorOf(() => project.functions[1]?.spec());
    expect(error).toMatchObject({code: 'PROJECT_UNSUPPORTED'});
  });
});
