/** A function as Lambda's GetFunction and ListFunctions tell it. Values of its environment are told nobody. */
export interface FunctionConfiguration {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  /** Absent for a container-image function. */
  readonly Runtime?: string;
  readonly Handler?: string;
  readonly PackageType: 'Zip' | 'Image';
  readonly Architectures: readonly string[];
  /** Seconds. */
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly EphemeralStorage: {readonly Size: number};
  readonly Layers?: readonly {readonly Arn: string}[];
  readonly LoggingConfig: {readonly LogFormat: string; readonly LogGroup: string};
  readonly TracingConfig: {readonly Mode: 'PassThrough'};
  readonly Version: '$LATEST';
  readonly State: 'Active' | 'Pending';
  readonly LastUpdateStatus: 'Successful';
  /** When it was opened. */
  readonly LastModified: string;
  readonly CodeSha256: string;
  readonly CodeSize: number;
}
