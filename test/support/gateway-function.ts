import type {GatewayFunction} from '../../src/core/compose/gateway-settings.js';

/** A function as the gateway of a compose project knows it. */
export const gatewayFunction = (over: Partial<GatewayFunction> = {}): GatewayFunction => ({
  name: 'hello',
  aliases: [],
  service: 'hello',
  driver: 'runtime-api',
  port: 0,
  isSupervised: true,
  timeoutMs: 20_000,
  configuration: {
    FunctionName: 'hello',
    FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:hello',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    Timeout: 1,
    MemorySize: 128,
    EphemeralStorage: {Size: 512},
    LoggingConfig: {LogFormat: 'Text', LogGroup: '/aws/lambda/hello'},
    TracingConfig: {Mode: 'PassThrough'},
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LastModified: '',
    CodeSha256: '',
    CodeSize: 0,
  },
  image: {base: 'b', baseDigest: null, derived: 'd', reused: true, standIn: false},
  ...over,
});
