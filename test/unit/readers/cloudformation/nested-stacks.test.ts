import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import {load, names, spec, variablesOf, type Files} from '../../../support/template-project.js';

const PARENT = `
Parameters: {Stage: {Type: String, Default: dev}}
Resources:
  Layers: {Type: AWS::Serverless::Application, Properties: {Location: ./layers/template.yaml}}
  Orders:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: orders/template.yaml
      Parameters: {Stage: !Ref Stage, Layer: !GetAtt Layers.Outputs.CommonArn, Url: !GetAtt Api.Outputs.Url}
  Second:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: orders/template.yaml, Parameters: {Stage: two, Layer: !GetAtt Layers.Outputs.CommonArn}}
  Api: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: arn:x, SemanticVersion: 1.0.0}}}
  Top:
    Type: AWS::Serverless::Function
    Properties:
      {CodeUri: top, Handler: a.b, Runtime: python3.13, Environment: {Variables: {Q: !GetAtt Orders.Outputs.Queue, U: !GetAtt Orders.Outputs.Nope, I: !ImportValue shared}}}
Outputs:
  X: {Value: !Sub "\${Stage}-exported", Export: {Name: shared}}
`;
const NESTED: Files = {
  'template.yaml': PARENT,
  'layers/template.yaml': `
Resources: {Common: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: common}}}
Outputs: {CommonArn: {Value: !Ref Common}}
`,
  'orders/template.yaml': `
Parameters: {Stage: {Type: String}, Layer: {Type: String}, Url: {Type: String, Default: none}}
Resources:
  Place:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: place, Handler: a.b, Runtime: python3.13, Layers: [!Ref Layer], Environment: {Variables: {S: !Ref Stage, U: !Ref Url}}}
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "\${Stage}-\${AWS::StackName}"}}
Outputs: {Queue: {Value: !GetAtt Jobs.QueueName}}
`,
};

describe('nested stacks', () => {
  it('bring their functions, with the parameters they are passed and layers of one another', async () => {
    expect(names(await load(NESTED))).toEqual(['Top', 'Orders/Place', 'Second/Place']);
    const place = await spec(NESTED, 'Orders/Place');
    expect(place).toMatchObject({
      name: 'Orders/Place',
      physicalName: 'Place',
      code: {path: join(place.folder, 'orders/place')},
      layers: [{kind: 'directory', path: join(place.folder, 'layers/common')}],
    });
    expect(await variablesOf(place)).toEqual({
      S: 'dev',
      U: ['the template of Api is not here: arn:x'],
    });
    expect(await variablesOf(await spec(NESTED, 'Second/Place'))).toEqual({S: 'two', U: 'none'});
  });

  it('tell their outputs, and stacks of the project what they export', async () => {
    expect(await variablesOf(await spec(NESTED, 'Top', {params: {Stage: 'qa'}}))).toEqual({
      Q: 'qa-local-Orders',
      U: ['the template of Orders has no output Nope'],
      I: 'qa-exported',
    });
  });

  it('make a bare name ambiguous, which is refused with the candidates', async () => {
    const error = await errorOf(() => spec(NESTED, 'Place'));
    expect(error).toMatchObject({
      code: 'FUNCTION_AMBIGUOUS',
      details: {candidates: ['Orders/Place', 'Second/Place']},
    });
  });

  it('that are not there are told with the place that names them, and hinder no other function', async () => {
    const warnings: string[] = [];
    const files = {'template.yaml': PARENT};
    const project = await load(files, {onWarning: (message) => warnings.push(message)});
    expect(names(project)).toEqual(['Top']);
    expect(warnings.map((message) => /template.yaml:(\d+):/.exec(message)?.[1])).toEqual([
      '4',
      '8',
      '12',
    ]);
  });
});
