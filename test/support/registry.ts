import {createHash, randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import Docker from 'dockerode';

/** A login that a registry demands. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

type AnswerTo = (question: Question) => Answer;

/** A registry in this process: it speaks as much of the OCI distribution API as an engine asks for. */
export interface Registry extends AsyncDisposable {
  /** `127.0.0.1:PORT`, which engines take without TLS. */
  readonly host: string;
  /** First lines of all requests so far: `GET /v2/a/manifests/1`. */
  requests(): readonly string[];
  /** Pushes an image of the engine under a name of this registry; resolves with its digest. */
  push(image: string, name: string): Promise<string>;
  readonly answerTo: AnswerTo;
}

interface Manifest {
  readonly type: string;
  readonly body: Buffer;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What a registry asks of those who come, and which one it has everything from. */
export interface RegistryOptions {
  readonly login?: Login;
  readonly like?: Registry;
}

/** Opens a registry on the loopback. */
export async function openRegistry({login, like}: RegistryOptions = {}): Promise<Registry> {
  const seen: string[] = [];
  const answerTo = like?.answerTo ?? api();
  const expected =
    login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const {method = 'GET', url = '/', headers} = request;
    seen.push(`${method} ${url}`);
    const body = await bodyOf(request);
    if (expected !== undefined && headers.authorization !== expected) {
      return {
        ...refusal(401, 'UNAUTHORIZED'),
        headers: {...JSON_TYPE, 'WWW-Authenticate': 'Basic realm="test"'},
      };
    }
    const path = new URL(url, 'http://registry').pathname;
    return answerTo({method, path, type: headers['content-type'] ?? '', body});
  };
  const server = createServer((request, response) => {
    void answer(request).then(({status, headers, body}) => {
      response.writeHead(status, {
        'Docker-Distribution-Api-Version': 'registry/2.0',
        ...headers,
        'Content-Length': String(body?.length ?? 0),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pushed: string[] = [];
  return {
    host,
    answerTo,
    requests: () => [...seen],
    push: (image, name) => {
      pushed.push(`${host}/${name}`);
      return push({image, name: `${host}/${name}`, login});
    },
    async [Symbol.asyncDispose]() {
      for (const name of pushed) {
        await new Docker()
          .getImage(name)
          .remove()
          .catch(() => undefined);
      }
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function push({
  image,
  name,
  login,
}: {
  image: string;
  name: string;
  login: Login | undefined;
}): Promise<string> {
  const docker = new Docker();
  const colon = name.lastIndexOf(':');
  const [repo, tag] = [name.slice(0, colon), name.slice(colon + 1)];
  await docker.getImage(image).tag({repo, tag});
  const stream = await docker.getImage(name).push({authconfig: login ?? {}});
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  const digest = /"Digest":"(sha256:[0-9a-f]{64})"/.exec(text)?.[1];
  if (digest === undefined) throw new Error(`push of ${name}: ${text.slice(-500)}`);
  await docker.getImage(name).remove();
  return digest;
}

const digestOf = (body: Buffer): string =>
  `sha256:${createHash('sha256').update(body).digest('hex')}`;

const JSON_TYPE = {'Content-Type': 'application/json'};

const refusal = (status: number, code: string): Answer => ({
  status,
  headers: JSON_TYPE,
  body: Buffer.from(JSON.stringify({errors: [{code, message: code.toLowerCase()}]})),
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function api(): AnswerTo {
  const blobs = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer>();
  const manifests = new Map<string, Manifest>();

  const upload = ({method, body}: Question, name: string, given: string): Answer => {
    const id = given === '' ? randomUUID() : given;
    const bytes = Buffer.concat([uploads.get(id) ?? Buffer.alloc(0), body]);
    uploads.set(id, bytes);
    if (method !== 'PUT') {
      const headers = {
        Location: `/v2/${name}/blobs/uploads/${id}`,
        Range: `0-${Math.max(0, bytes.length - 1)}`,
      };
      return {status: 202, headers};
    }
    const digest = digestOf(bytes);
    blobs.set(digest, bytes);
    const Location = `/v2/${name}/blobs/${digest}`;
    return {status: 201, headers: {Location, 'Docker-Content-Digest': digest}};
  };

  return (question) => {
    const {method, path, type, body} = question;
    if (path === '/v2/') return {status: 200, body: Buffer.from('{}')};
    const [, name = '', kind = '', last = ''] =
      /^\/v2\/(.+)\/(blobs\/uploads|blobs|manifests)\/([^/]*)$/.exec(path) ?? [];
    if (kind === 'blobs/uploads') return upload(question, name, last);
    if (kind === 'manifests' && method === 'PUT') {
      for (const key of [last, digestOf(body)]) manifests.set(`${name} ${key}`, {type, body});
      return {status: 201, headers: {Location: path, 'Docker-Content-Digest': digestOf(body)}};
    }
    const manifest = manifests.get(`${name} ${last}`);
    const found = kind === 'blobs' ? blobs.get(last) : manifest?.body;
    if (found === undefined) {
      return refusal(404, kind === 'blobs' ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN');
    }
    const headers = {
      'Content-Type': manifest?.type ?? 'application/octet-stream',
      'Docker-Content-Digest': digestOf(found),
    };
    return {status: 200, headers, body: found};
  };
}
