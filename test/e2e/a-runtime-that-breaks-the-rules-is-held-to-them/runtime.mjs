// A runtime that does what the event tells it to, and answers with the replies that its host gave.
import {connect} from 'node:net';
import {request} from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const VERSION = '/2018-06-01/runtime';
if (process.env.NEVER_ASKS === '1') setInterval(() => undefined, 60_000);
else if (process.env.ANSWERS_FIRST === '1') await answersBeforeItAsks();
else for (;;) await serve();

/** One request; what is answered, or the code of what went wrong. */
function call(method, path, body) {
  return new Promise((resolve) => {
    const sent = request({host, port, method, path: VERSION + path}, (reply) => {
      const chunks = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => {
        resolve({status: reply.statusCode, headers: reply.headers, body: Buffer.concat(chunks)});
      });
    });
    sent.on('error', (error) => resolve({status: error.code}));
    sent.end(body);
  });
}

/** Bytes as they are, and the first line of what comes back. */
function raw(text) {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({host, port}, () => socket.write(text));
    socket.on('data', (chunk) => (heard += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard.split('\r\n')[0]));
  });
}

/** A POST that breaks off in the middle of its body. */
function tornPost(path) {
  return new Promise((resolve) => {
    const socket = connect({host, port}, () => {
      socket.write(
        `POST ${VERSION}${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"half`,
      );
      socket.end();
    });
    socket.on('data', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', resolve);
  });
}

async function answersBeforeItAsks() {
  const early = await call(
    'POST',
    '/invocation/11111111-1111-4111-8111-111111111111/response',
    '1',
  );
  const next = await call('GET', '/invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  await call('POST', `/invocation/${id}/response`, JSON.stringify([early.status]));
  await call('GET', '/invocation/next');
}

async function serve() {
  const next = await call('GET', '/invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  const answer = (value, of = id) =>
    call('POST', `/invocation/${of}/response`, JSON.stringify(value));
  const {way, earlier} = JSON.parse(next.body);
  if (way === 'twice') {
    const first = await answer({id});
    const again = await answer({second: true});
    const error = await call('POST', `/invocation/${id}/error`, '{}');
    // Told by the next event: this one has its answer.
    globalThis.replies = [first.status, again.status, error.status];
  } else if (way === 'tell') {
    await answer(globalThis.replies);
  } else if (way === 'foreign') {
    const none = await answer('stolen', '11111111-1111-4111-8111-111111111111');
    const over = await answer('stolen', earlier);
    await answer([none.status, over.status, JSON.parse(none.body).errorType]);
  } else if (way === 'broken') {
    const replies = [
      await raw('LET ME WORK\r\n\r\n'),
      await raw('GET /x HTTP/1.1\r\nContent-Length: many\r\n\r\n'),
      (await call('POST', '/invocation/next', '{}')).status,
      (await call('GET', `/invocation/${id}/response`)).status,
      (await call('GET', '/nowhere')).status,
      (await call('GET', '/invocation/next')).status,
      (await call('POST', '/init/error', '{}')).status,
    ];
    await tornPost(`/invocation/${id}/response`);
    await answer(replies);
  }
}
