/** What AWS is asked for values; each is asked once a run. Undefined: AWS has no such thing. Rejects with AWS_* errors. */
export interface AwsLookup {
  /** Physical id of a stack's resource, by its logical id. */
  stackResource(stack: string, logicalId: string): Promise<StackResource | undefined>;
  /** Outputs of a stack by their keys; undefined where there is no such stack. */
  stackOutputs(
    stack: string,
    region?: string,
  ): Promise<Readonly<Record<string, string>> | undefined>;
  /** The parameters a stack was deployed with. */
  stackParameters(stack: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** An attribute of a deployed resource, as `Fn::GetAtt` gives it. */
  attribute(resource: StackResource, attribute: string): Promise<string | undefined>;
  exportedValue(name: string): Promise<string | undefined>;
  /** A parameter of the Parameter Store: `/shop/url`, or `/shop/url:3` for a version. */
  parameter(name: string, region?: string): Promise<StoredParameter | undefined>;
  /** The text of a secret of Secrets Manager. */
  secret(request: SecretRequest): Promise<string | undefined>;
  /** An object of S3, as text. */
  object(bucket: string, key: string): Promise<string | undefined>;
  /** The account of the credentials in use. */
  account(): Promise<string>;
}

/** A resource of a deployed stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  /** `AWS::SQS::Queue`. */
  readonly type: string;
  /** ARN of its stack: region and account are in it. */
  readonly stackId: string;
}

/** A parameter of the Parameter Store, decrypted. */
export interface StoredParameter {
  readonly value: string;
  readonly type: 'String' | 'StringList' | 'SecureString';
}

/** Which secret, which version of it. */
export interface SecretRequest {
  /** Name or ARN. */
  readonly id: string;
  readonly versionId?: string;
  readonly versionStage?: string;
}
