import {describe, expect, it} from '@jest/globals';
import {evaluateText} from '../../../../src/core/cloudformation/evaluate.js';
import {localSource} from '../../../../src/core/cloudformation/local-source.js';
import type {EvaluationScope, Found} from '../../../../src/core/reference-scope.js';
import {referenceKind, type DocumentValue} from '../../../../src/core/reference.js';

const call = (name: string, argument: DocumentValue): DocumentValue => ({
  text: `!${name}`,
  kind: referenceKind(name),
  name,
  argument,
  place: null,
});

const resource = (type: string, properties: Record<string, DocumentValue> = {}): DocumentValue => ({
  Type: type,
  Properties: properties,
});

const SECTIONS: Readonly<Record<string, Readonly<Record<string, DocumentValue>>>> = {
  Parameters: {
    Stage: {Type: 'String', Default: 'dev'},
    Count: {Type: 'Number', Default: 3},
    Needed: {Type: 'String'},
    Token: {Type: 'String', NoEcho: true, Default: 't0ken'},
    Subnets: {Type: 'List<AWS::EC2::Subnet::Id>', Default: 'a, b'},
    Ami: {Type: 'AWS::SSM::Parameter::Value<String>', Default: '/ami'},
    Amis: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/amis'},
  },
  Resources: {
    Queue: resource('AWS::SQS::Queue', {QueueName: call('Sub', '${Stage}-jobs')}),
    Nameless: resource('AWS::SQS::Queue'),
    Role: resource('AWS::IAM::Role', {RoleName: 'r', Path: '/app/'}),
    Bucket: resource('AWS::S3::Bucket', {BucketName: 'b'}),
    Topic: resource('AWS::SNS::Topic', {TopicName: 't'}),
    Machine: resource('AWS::StepFunctions::StateMachine', {StateMachineName: 'm'}),
    Stored: resource('AWS::SSM::Parameter', {Name: '/p', Value: call('Ref', 'Stage')}),
    Api: resource('AWS::ApiGateway::RestApi', {Name: 'api'}),
    Loop: resource('AWS::S3::Bucket', {BucketName: call('GetAtt', 'Loop.Arn')}),
  },
};

function scope(
  given: Readonly<Record<string, string>> = {},
  region = 'eu-west-1',
): EvaluationScope {
  const local = localSource({
    entry: (section, id) => Promise.resolve(SECTIONS[section]?.[id]),
    origin: (section, id) => `template.yaml ${section}.${id}`,
    given: (id): Found | undefined =>
      given[id] === undefined ? undefined : {value: given[id], secret: false, origin: '--param'},
    pseudo: {region, stackName: 'shop'},
  });
  return {
    template: {mappings: {}, conditions: {}, whyUnknown: local.whyUnknown},
    source: async (leaf) =>
      leaf.kind === 'dynamic'
        ? {value: leaf.text === 'ssm:/ami' ? 'ami-1' : 'x,y', secret: false, origin: 'ssm'}
        : local.source(leaf),
  };
}

const told = (name: string, argument: DocumentValue, where = scope()): Promise<unknown> =>
  evaluateText(call(name, argument), where);

describe('localSource', () => {
  it.each([
    ['Ref', 'Stage', 'dev'],
    ['Ref', 'Count', '3'],
    ['Ref', 'Ami', 'ami-1'],
    ['Join', ['+', call('Ref', 'Amis')], 'x+y'],
    ['Join', ['+', call('Ref', 'Subnets')], 'a+b'],
    ['Ref', 'Queue', 'https://sqs.eu-west-1.amazonaws.com/123456789012/dev-jobs'],
    ['GetAtt', 'Queue.Arn', 'arn:aws:sqs:eu-west-1:123456789012:dev-jobs'],
    ['GetAtt', 'Queue.QueueName', 'dev-jobs'],
    ['GetAtt', 'Role.Arn', 'arn:aws:iam::123456789012:role/app/r'],
    ['Ref', 'Role', 'r'],
    ['GetAtt', 'Bucket.RegionalDomainName', 'b.s3.eu-west-1.amazonaws.com'],
    ['Ref', 'Topic', 'arn:aws:sns:eu-west-1:123456789012:t'],
    ['Ref', 'Machine', 'arn:aws:states:eu-west-1:123456789012:stateMachine:m'],
    ['GetAtt', 'Stored.Value', 'dev'],
    ['Sub', '${AWS::StackName}/${AWS::Partition}', 'shop/aws'],
  ])('tells %s %j', async (name, argument, value) => {
    expect(await told(name, argument)).toMatchObject({known: true, value, secret: false});
  });

  it.each([
    ['Ref', 'Needed', 'the parameter Needed has no Default: --param Needed=VALUE gives it one'],
    ['Ref', 'Nowhere', 'the template has no parameter and no resource Nowhere'],
    [
      'GetAtt',
      'Nameless.Arn',
      'Nameless (AWS::SQS::Queue) has no QueueName in the template, so AWS names it',
    ],
    ['Ref', 'Api', 'the id of Api (AWS::ApiGateway::RestApi) is known to AWS alone'],
    ['GetAtt', 'Bucket.WebsiteURL', 'WebsiteURL of Bucket (AWS::S3::Bucket) is known to AWS alone'],
    ['Ref', 'AWS::Sun', 'AWS::Sun is known to AWS alone'],
    ['ImportValue', 'shared', 'shared is exported by another stack'],
    ['Ref', 'Loop', 'Loop.Arn needs itself'],
  ])('says why it does not tell %s %s', async (name, argument, why) => {
    expect(await told(name, argument)).toMatchObject({known: false, missing: [{why}]});
  });

  it('takes what is given over defaults, pseudo parameters too', async () => {
    const where = scope({Stage: 'prod', 'AWS::AccountId': '111122223333'});
    expect(await told('GetAtt', 'Queue.Arn', where)).toMatchObject({
      value: 'arn:aws:sqs:eu-west-1:111122223333:prod-jobs',
      origins: expect.arrayContaining(['--param']),
    });
  });

  it('makes a NoEcho parameter a secret, given or not', async () => {
    expect(await told('Ref', 'Token')).toMatchObject({value: 't0ken', secret: true});
    expect(await told('Sub', 'x${Token}', scope({Token: 'y'}))).toMatchObject({
      value: 'xy',
      secret: true,
    });
  });

  it('knows the partition of a region', async () => {
    expect(await told('Ref', 'Queue', scope({}, 'cn-north-1'))).toMatchObject({
      value: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/dev-jobs',
    });
  });
});
