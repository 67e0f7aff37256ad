import type {FunctionConfiguration} from '../core/function-configuration.js';
import {nameInAws} from '../core/function-in-aws.js';
import type {CodeSource, FunctionSpec} from '../core/function-spec.js';

/** What is known of a function besides its settings. */
export interface Opened {
  readonly arn: string;
  /** Name and tag of its image; null as long as it is not opened. */
  readonly image: string | null;
  readonly openedAt: Date;
}

const isImage = ({kind}: CodeSource): boolean => kind === 'image' || kind === 'build';

/** A function in AWS's shape. Lambda's digest and size are of a .zip that is made nowhere here. */
export function configurationOf(
  spec: FunctionSpec,
  {arn, image, openedAt}: Opened,
): FunctionConfiguration {
  const {runtime, handler, layers, logging} = spec;
  const name = nameInAws(spec);
  const arns = layers.flatMap((layer) => (layer.kind === 'arn' ? {Arn: layer.arn} : []));
  return {
    FunctionName: name,
    FunctionArn: arn,
    ...(runtime !== null && {Runtime: runtime}),
    ...(handler !== null && {Handler: handler}),
    PackageType: isImage(spec.code) ? 'Image' : 'Zip',
    Architectures: [spec.architecture],
    Timeout: spec.timeoutMs / 1000,
    MemorySize: spec.memoryMb,
    EphemeralStorage: {Size: spec.ephemeralStorageMb ?? 512},
    ...(arns.length > 0 && {Layers: arns}),
    LoggingConfig: {
      LogFormat: logging?.format ?? 'Text',
      LogGroup: logging?.group ?? `/aws/lambda/${name}`,
    },
    TracingConfig: {Mode: 'PassThrough'},
    Version: '$LATEST',
    State: image === null ? 'Pending' : 'Active',
    LastUpdateStatus: 'Successful',
    // As Lambda writes it: 2024-01-31T12:00:00.000+0000.
    LastModified: openedAt.toISOString().replace('Z', '+0000'),
    CodeSha256: image ?? '',
    CodeSize: 0,
  };
}
