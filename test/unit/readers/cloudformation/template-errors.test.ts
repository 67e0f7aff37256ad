import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import {load, spec} from '../../../support/template-project.js';

describe('a template', () => {
  it.each<[string, string, string]>([
    [
      'RUNTIME_UNKNOWN',
      'Runtime: nodejs23.x',
      'template.yaml:5:7: Resources.F.Properties.Runtime: found "nodejs23.x"',
    ],
    [
      'HANDLER_INVALID',
      'Handler: index',
      'template.yaml:5:7: Resources.F.Properties.Handler: found "index"',
    ],
    ['PROJECT_INVALID', 'Timeout: 1000', 'found 1000, expected a whole number from 1 to 900'],
    ['PROJECT_INVALID', 'Timeout: soon', 'found "soon", expected a whole number'],
    ['PROJECT_INVALID', 'Architectures: [mips]', 'expected x86_64 or arm64'],
    ['PROJECT_INVALID', 'Environment: {Variables: {A: [1]}}', 'Variables.A: found a list'],
    ['CODE_NOT_FOUND', 'CodeUri: s3://b/k.zip', 'is s3://b/k.zip, which lambdock does not fetch'],
    ['CODE_NOT_FOUND', 'CodeUri: {Bucket: b, Key: k}', 'is s3://b/k, which'],
    ['PROJECT_INVALID', 'Layers: [nothing]', 'expected the ARN of a layer version'],
    ['REFERENCE_UNRESOLVED', 'Layers: [!Ref Nowhere]', 'no parameter and no resource Nowhere'],
    [
      'REFERENCE_UNRESOLVED',
      'Layers: [!Sub "arn:aws:lambda:eu-west-1:${AWS::AccountId}:layer:x:1"]',
      '--param AWS::AccountId=NUMBER',
    ],
  ])('refuses with %s: %s', async (code, line, message) => {
    const [key = ''] = line.split(':');
    const others = ['Handler: index.handler', 'Runtime: nodejs22.x', 'CodeUri: .'].filter(
      (other) => !other.startsWith(`${key}:`),
    );
    const yaml = [
      'Resources:',
      '  F:',
      '    Type: AWS::Serverless::Function',
      '    Properties:',
      line,
      ...others,
    ]
      .map((text, index) => (index < 4 ? text : `      ${text}`))
      .join('\n');
    const error = await errorOf(() => spec(yaml, 'F'));
    expect(error).toMatchObject({code, message: expect.stringContaining(message)});
  });

  it.each(['Runtime', 'Handler', 'Timeout', 'Architectures'])(
    'never names the value of a secret: %s',
    async (key) => {
      const settings: Record<string, string> = {Runtime: 'nodejs22.x', Handler: 'index.handler'};
      settings[key] = key === 'Architectures' ? '[!Ref Token]' : '!Ref Token';
      const lines = Object.entries(settings).map(([name, value]) => `      ${name}: ${value}`);
      const yaml = [
        'Parameters: {Token: {Type: String, NoEcho: true}}',
        'Resources:',
        '  F:',
        '    Type: AWS::Serverless::Function',
        '    Properties:',
        '      CodeUri: .',
        ...lines,
      ].join('\n');
      const error = await errorOf(() => spec(yaml, 'F', {params: {Token: 'hunter2'}}));
      expect(error.message).toContain(`${key}: found a secret`);
      expect(JSON.stringify([error.message, error.suggestions, error.details])).not.toContain(
        'hunter2',
      );
    },
  );

  it('refuses a parameter that it does not have', async () => {
    const yaml = 'Parameters: {Stage: {Type: String}}\nResources: {}';
    const error = await errorOf(() => load(yaml, {params: {Stag: 'x'}}));
    expect(error).toMatchObject({
      code: 'USAGE',
      message: '--param Stag: the template has no parameter Stag; it has Stage',
      suggestions: ['did you mean Stage?'],
    });
  });
});

describe('a file that is no template', () => {
  it.each([
    ['Resources: 1', 'template.yaml:1:12: Resources: no template of CloudFormation'],
    ['Resources: {}', 'has no function'],
    ['Resources: {A: !Reff x}', 'unknown tag !Reff'],
    ['a: [', 'not valid YAML'],
  ])('is told: %s', async (yaml, message) => {
    const error = await errorOf(() => load(yaml));
    expect(error).toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('is told of samconfig.toml too', async () => {
    const error = await errorOf(() =>
      load({'template.yaml': 'Resources: {}', 'samconfig.toml': 'a = \n'}),
    );
    expect(error).toMatchObject({message: expect.stringContaining('samconfig.toml:1:')});
  });
});
