import {afterAll, beforeAll, beforeEach} from '@jest/globals';
import {fakeLambdaApi, type FakeLambdaApi} from './fake-lambda-api.js';
import {startMoto} from './moto-server.js';

/** AWS as far as tests need it: moto, and a Lambda API in front of it that can deliver layers. */
export interface FakeAws extends AsyncDisposable {
  /** What AWS_ENDPOINT_URL is set to. */
  readonly url: string;
  readonly region: string;
  /** The account of the credentials in `variables`. */
  readonly account: string;
  /** What a lambdock or an SDK needs to ask here, and nowhere else. */
  readonly variables: Readonly<Record<string, string>>;
  /** Settings for an SDK client of the test itself: `new S3Client(aws.client)`. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: {readonly accessKeyId: string; readonly secretAccessKey: string};
    readonly forcePathStyle: true;
  };
  /** The Lambda API: what it was asked, and what is to go wrong next. */
  readonly lambda: FakeLambdaApi;
  /** Forgets everything but what `lambda` was asked. */
  reset(): Promise<void>;
}

/** The account of every access key that moto has not given out itself. */
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/** Starts a fake AWS with nothing in it, on a free port; its end stops all of it. */
export async function startFakeAws(): Promise<FakeAws> {
  const moto = await startMoto();
  const lambda = await fakeLambdaApi({moto: moto.url});
  const {url} = lambda;
  const credentials = {accessKeyId: 'test', secretAccessKey: 'test'};
  return {
    url,
    region: REGION,
    account: ACCOUNT,
    variables: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    client: {endpoint: url, region: REGION, credentials, forcePathStyle: true},
    lambda,
    async reset() {
      const answer = await fetch(`${url}/moto-api/reset`, {method: 'POST'});
      if (!answer.ok) throw new Error(`reset of moto: HTTP ${answer.status}`);
    },
    async [Symbol.asyncDispose]() {
      await lambda.stop();
      await moto[Symbol.asyncDispose]();
    },
  };
}

/** Gives the tests of a file one fake AWS, which every test finds empty. */
export function useFakeAws(): () => FakeAws {
  let aws: FakeAws | undefined;
  beforeAll(async () => {
    aws = await startFakeAws();
  });
  beforeEach(() => aws?.reset());
  afterAll(async () => {
    await aws?.[Symbol.asyncDispose]();
  });
  return () => {
    if (aws === undefined) throw new Error('no test runs');
    return aws;
  };
}
