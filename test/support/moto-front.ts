import {request as ask, type IncomingHttpHeaders, type IncomingMessage} from 'node:http';
import type {ServerResponse} from 'node:http';
import type {LayerShelf} from './layer-shelf.js';

/** What stands before moto: it passes on, and puts on the shelf what of layers goes by. */
export interface MotoFront {
  pass(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The account that a request's credentials belong to. */
  accountOf(request: IncomingMessage): Promise<string>;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What PublishLayerVersion is told. */
interface Publishing {
  readonly Content?: {
    readonly ZipFile?: string;
    readonly S3Bucket?: string;
    readonly S3Key?: string;
  };
  readonly CompatibleRuntimes?: readonly string[];
  readonly CompatibleArchitectures?: readonly string[];
}

const LAYER = /^\/2018-10-31\/layers\/([^/]+)\/versions(?:\/(\d+)(\/policy)?)?\/?$/;
const isGood = ({status}: Answer): boolean => status >= 200 && status < 300;

/** A front for the moto at this address. */
export function motoFront(moto: string, shelf: LayerShelf): MotoFront {
  const send = (question: Question): Promise<Answer> => sendTo(moto, question);
  const accountOf = async ({headers}: Pick<IncomingMessage, 'headers'>): Promise<string> => {
    const body = Buffer.from('Action=GetCallerIdentity&Version=2011-06-15');
    const answer = await send({
      method: 'POST',
      path: '/',
      headers: {...as('sts', headers), 'content-type': 'application/x-www-form-urlencoded'},
      body,
    });
    return /<Account>(\d+)</.exec(answer.body.toString())?.[1] ?? '';
  };

  /** moto keeps no content of layers, and its links lead nowhere. */
  const publish = async (question: Question, answer: Answer): Promise<Answer> => {
    const told = JSON.parse(question.body.toString()) as Publishing;
    const {ZipFile, S3Bucket = '', S3Key = ''} = told.Content ?? {};
    const headers = as('s3', question.headers);
    const path = `/${S3Bucket}/${encodeURI(S3Key)}`;
    const zip =
      ZipFile === undefined
        ? (await send({method: 'GET', path, headers, body: Buffer.alloc(0)})).body
        : Buffer.from(ZipFile, 'base64');
    const {CompatibleRuntimes: runtimes, CompatibleArchitectures: architectures} = told;
    shelf.put(arnIn(answer), {zip, runtimes, architectures}, 'owner');
    return withLink(question, answer);
  };

  const withLink = (question: Question, answer: Answer): Answer => {
    const version = JSON.parse(answer.body.toString()) as {Content?: {Location?: string}};
    const location = `http://${question.headers.host ?? ''}${shelf.link(arnIn(answer))}`;
    const content = {...version.Content, Location: location};
    return {...answer, body: Buffer.from(JSON.stringify({...version, Content: content}))};
  };

  const learn = async (question: Question, answer: Answer): Promise<Answer> => {
    const {method} = question;
    const path = new URL(question.path, moto).pathname;
    if (path === '/moto-api/reset' && method === 'POST') shelf.clear();
    const [, name = '', version, policy] = LAYER.exec(path) ?? [];
    if (name === '' || !isGood(answer)) return answer;
    if (version === undefined) return method === 'POST' ? publish(question, answer) : answer;
    if (method === 'GET' && policy === undefined) return withLink(question, answer);
    const arn = `${await layerArn(decodeURIComponent(name), question)}:${version}`;
    if (method === 'DELETE' && policy === undefined) shelf.remove(arn);
    if (method === 'POST' && policy !== undefined) {
      const {Principal} = JSON.parse(question.body.toString()) as {Principal: string};
      shelf.permit(arn, Principal);
    }
    return answer;
  };

  const layerArn = async (name: string, {headers}: Question): Promise<string> =>
    name.startsWith('arn:')
      ? name
      : `arn:aws:lambda:${regionOf(headers)}:${await accountOf({headers})}:layer:${name}`;

  return {
    accountOf,
    async pass(request, response) {
      const {method = 'GET', url: path = '/', headers} = request;
      const question = {method, path, headers, body: await bytesOf(request)};
      const {status, headers: theirs, body} = await learn(question, await send(question));
      const kept = without(theirs, 'transfer-encoding', 'connection');
      const length = method === 'HEAD' ? kept['content-length'] : body.length;
      response.writeHead(status, {
        ...kept,
        ...(length !== undefined && {'content-length': length}),
      });
      response.end(body);
    },
  };
}

const arnIn = ({body}: Answer): string => {
  const {LayerVersionArn: arn} = JSON.parse(body.toString()) as {LayerVersionArn?: string};
  return arn ?? '';
};

/** The region that a request is signed for. */
export const regionOf = ({authorization = ''}: IncomingHttpHeaders): string =>
  /Credential=[^/]+\/\d+\/([^/]+)/.exec(authorization)?.[1] ?? 'unsigned';

/** The same caller asks another service: moto reads who, where and what, and no signature. */
const as = (service: string, {authorization = '', host}: IncomingHttpHeaders) => ({
  host,
  authorization: authorization.replace(/(Credential=[^/]+\/\d+\/[^/]+)\/[^/]+/, `$1/${service}`),
});

function sendTo(moto: string, {method, path, headers, body}: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const kept = without(headers, 'transfer-encoding', 'connection', 'expect');
    const options = {method, headers: {...kept, 'content-length': body.length}, agent: false};
    const request = ask(new URL(path, moto), options, (answer) => {
      const {statusCode: status = 500} = answer;
      bytesOf(answer)
        .then((bytes) => resolve({status, headers: answer.headers, body: bytes}))
        .catch(reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const without = (headers: IncomingHttpHeaders, ...names: readonly string[]): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
