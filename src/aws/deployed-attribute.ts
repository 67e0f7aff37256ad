import type {StackResource} from '../core/aws-lookup.js';

/** What an attribute is made of: the physical id, and where its stack is. */
interface Deployed {
  readonly id: string;
  /** The last part of an id that is a URL or an ARN. */
  readonly name: string;
  readonly region: string;
  /** `amazonaws.com`. */
  readonly suffix: string;
  readonly account: string;
  /** The ARN of what a service has under this path: `table/orders`. */
  readonly arn: (service: string, path: string) => string;
}

type Attributes = Readonly<Record<string, (deployed: Deployed) => string>>;

const id = ({id: own}: Deployed): string => own;
const name = ({name: own}: Deployed): string => own;
const arnOf =
  (service: string, before = '', after = '') =>
  ({arn, name: own}: Deployed): string =>
    arn(service, `${before}${own}${after}`);

/**
 * Attributes that follow from the physical id alone. CloudFormation tells no attribute of a deployed
 * resource: what is not here is not known, and never guessed.
 */
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  'AWS::ApiGateway::RestApi': {RestApiId: id},
  'AWS::ApiGatewayV2::Api': {ApiId: id},
  'AWS::Cognito::UserPool': {
    UserPoolId: id,
    Arn: arnOf('cognito-idp', 'userpool/'),
    ProviderName: (of) => `cognito-idp.${of.region}.${of.suffix}/${of.id}`,
    ProviderURL: (of) => `https://cognito-idp.${of.region}.${of.suffix}/${of.id}`,
  },
  'AWS::Cognito::UserPoolClient': {ClientId: id},
  'AWS::DynamoDB::Table': {Arn: arnOf('dynamodb', 'table/')},
  'AWS::ECR::Repository': {
    Arn: ({arn, id: own}) => arn('ecr', `repository/${own}`),
    RepositoryUri: (of) => `${of.account}.dkr.ecr.${of.region}.${of.suffix}/${of.id}`,
  },
  'AWS::EFS::AccessPoint': {AccessPointId: id, Arn: arnOf('elasticfilesystem', 'access-point/')},
  'AWS::EFS::FileSystem': {FileSystemId: id, Arn: arnOf('elasticfilesystem', 'file-system/')},
  'AWS::Events::EventBus': {Name: id, Arn: arnOf('events', 'event-bus/')},
  'AWS::KMS::Key': {KeyId: id, Arn: arnOf('kms', 'key/')},
  'AWS::Kinesis::Stream': {Arn: arnOf('kinesis', 'stream/')},
  'AWS::KinesisFirehose::DeliveryStream': {Arn: arnOf('firehose', 'deliverystream/')},
  'AWS::Lambda::Function': {Arn: arnOf('lambda', 'function:')},
  'AWS::Logs::LogGroup': {Arn: ({arn, id: own}) => arn('logs', `log-group:${own}:*`)},
  'AWS::S3::Bucket': {
    Arn: ({arn, id: own}) => arn('s3', own).replace(/:s3:[^:]*:[^:]*:/, ':s3:::'),
    DomainName: (of) => `${of.id}.s3.${of.suffix}`,
    DualStackDomainName: (of) => `${of.id}.s3.dualstack.${of.region}.${of.suffix}`,
    RegionalDomainName: (of) => `${of.id}.s3.${of.region}.${of.suffix}`,
  },
  'AWS::SNS::Topic': {TopicArn: id, TopicName: name},
  'AWS::SQS::Queue': {Arn: arnOf('sqs'), QueueName: name, QueueUrl: id},
  'AWS::SecretsManager::Secret': {Id: id},
  'AWS::StepFunctions::StateMachine': {Arn: id, Name: name},
};

/** An attribute of a deployed resource; undefined where only the service itself could tell it. */
export function deployedAttribute(resource: StackResource, attribute: string): string | undefined {
  const attributes = ATTRIBUTES[resource.type];
  const make = attributes && Object.hasOwn(attributes, attribute) && attributes[attribute];
  return make ? make(deployed(resource)) : undefined;
}

function deployed({physicalId, stackId}: StackResource): Deployed {
  const [, partition = 'aws', , region = '', account = ''] = stackId.split(':');
  return {
    id: physicalId,
    name: physicalId.split(/[/:]/).at(-1) ?? physicalId,
    region,
    account,
    suffix: partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    arn: (service, path) => `arn:${partition}:${service}:${region}:${account}:${path}`,
  };
}
