/** What a resource is called, and what Ref and Fn::GetAtt give, where all of it follows from its name. */
export interface ResourceNaming {
  /** The property that holds its name. */
  readonly name: string;
  /** As `Fn::Sub` has it, with `${Name}`: what Ref gives. */
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Other properties that take part, with what they are when they are left out; null: they must be there. */
  readonly others?: Readonly<Record<string, string | null>>;
}

const arn = (service: string, rest: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`;

/** A resource whose Ref is its name, and whose ARN ends so. */
const byName = (name: string, ownArn: string): ResourceNaming => ({
  name,
  ref: '${Name}',
  attributes: {Arn: ownArn},
});

const LAMBDA = byName('FunctionName', arn('lambda', 'function:${Name}'));
const TABLE = byName('TableName', arn('dynamodb', 'table/${Name}'));
const QUEUE_URL = 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Name}';
const TOPIC = arn('sns', '${Name}');
const MACHINE = arn('states', 'stateMachine:${Name}');
const IAM = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:';
const SECRET = arn('secretsmanager', 'secret:${Name}');

const byArn = (name: string, ownArn: string, attributes: readonly string[]): ResourceNaming => ({
  name,
  ref: ownArn,
  attributes: {
    ...Object.fromEntries(attributes.map((attribute) => [attribute, ownArn])),
    Name: '${Name}',
  },
});

const inPath = (name: string, kind: string): ResourceNaming => ({
  ...byName(name, `${IAM}${kind}\${Path}\${Name}`),
  others: {Path: '/'},
});

/** Kinds of resources whose names are in templates. */
export const RESOURCE_NAMES: Readonly<Record<string, ResourceNaming>> = {
  'AWS::Lambda::Function': LAMBDA,
  'AWS::Serverless::Function': LAMBDA,
  'AWS::S3::Bucket': {
    name: 'BucketName',
    ref: '${Name}',
    attributes: {
      Arn: 'arn:${AWS::Partition}:s3:::${Name}',
      DomainName: '${Name}.s3.${AWS::URLSuffix}',
      RegionalDomainName: '${Name}.s3.${AWS::Region}.${AWS::URLSuffix}',
      DualStackDomainName: '${Name}.s3.dualstack.${AWS::Region}.${AWS::URLSuffix}',
    },
  },
  'AWS::DynamoDB::Table': TABLE,
  'AWS::DynamoDB::GlobalTable': TABLE,
  'AWS::Serverless::SimpleTable': TABLE,
  'AWS::SQS::Queue': {
    name: 'QueueName',
    ref: QUEUE_URL,
    attributes: {Arn: arn('sqs', '${Name}'), QueueName: '${Name}', QueueUrl: QUEUE_URL},
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    ref: TOPIC,
    attributes: {TopicArn: TOPIC, TopicName: '${Name}'},
  },
  'AWS::Kinesis::Stream': byName('Name', arn('kinesis', 'stream/${Name}')),
  'AWS::KinesisFirehose::DeliveryStream': byName(
    'DeliveryStreamName',
    arn('firehose', 'deliverystream/${Name}'),
  ),
  'AWS::Logs::LogGroup': byName('LogGroupName', arn('logs', 'log-group:${Name}:*')),
  'AWS::StepFunctions::StateMachine': byArn('StateMachineName', MACHINE, ['Arn']),
  'AWS::Serverless::StateMachine': byArn('Name', MACHINE, ['Arn']),
  // AWS appends six characters of its own; Secrets Manager takes an ARN without them.
  'AWS::SecretsManager::Secret': {name: 'Name', ref: SECRET, attributes: {Id: SECRET}},
  'AWS::IAM::Role': inPath('RoleName', 'role'),
  'AWS::IAM::User': inPath('UserName', 'user'),
  'AWS::IAM::Group': inPath('GroupName', 'group'),
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    ref: `${IAM}policy\${Path}\${Name}`,
    attributes: {PolicyArn: `${IAM}policy\${Path}\${Name}`},
    others: {Path: '/'},
  },
  'AWS::SSM::Parameter': {
    name: 'Name',
    ref: '${Name}',
    attributes: {Type: '${Type}', Value: '${Value}'},
    others: {Type: 'String', Value: null},
  },
  'AWS::Events::EventBus': {
    name: 'Name',
    ref: '${Name}',
    attributes: {Arn: arn('events', 'event-bus/${Name}'), Name: '${Name}'},
  },
  'AWS::ECR::Repository': {
    name: 'RepositoryName',
    ref: '${Name}',
    attributes: {
      Arn: arn('ecr', 'repository/${Name}'),
      RepositoryUri: '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${Name}',
    },
  },
  'AWS::KMS::Alias': {name: 'AliasName', ref: '${Name}', attributes: {}},
  'AWS::CloudWatch::Alarm': byName('AlarmName', arn('cloudwatch', 'alarm:${Name}')),
  'AWS::Scheduler::ScheduleGroup': byName('Name', arn('scheduler', 'schedule-group/${Name}')),
};
