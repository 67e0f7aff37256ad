'use strict';
// Talks to the Runtime API for index.js: `next` is answered by a message, a post by its HTTP status in shared memory.
const http = require('node:http');
const { workerData } = require('node:worker_threads');

const { api, status, port } = workerData;
const base = `http://${api}/2018-06-01/runtime/invocation/`;
const agent = new http.Agent({ keepAlive: true });
const NO_ANSWER = 1;

function request({ path, body, headers }, answer, failed, tries = 0) {
  let answered = false;
  const bytes = body === undefined ? undefined : Buffer.from(body, 'utf8');
  const options = bytes === undefined
    ? { agent }
    : { agent, method: 'POST', headers: { 'Content-Type': 'application/json', 'Content-Length': bytes.length, ...headers } };
  const sent = http.request(base + path, options, (response) => {
    answered = true;
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('error', failed);
    response.on('end', () => answer(response, Buffer.concat(chunks)));
  });
  sent.on('error', (error) => {
    if (answered) return; // the answer came before the whole body was sent
    // a kept connection may have been closed on the other side meanwhile
    if (sent.reusedSocket && tries === 0) return request({ path, body, headers }, answer, failed, 1);
    failed(error);
  });
  sent.end(bytes);
}

function invocationOf({ headers }, body) {
  const named = { 'lambda-runtime-deadline-ms': Number(headers['lambda-runtime-deadline-ms']) };
  for (const name of ['lambda-runtime-aws-request-id', 'lambda-runtime-trace-id', 'lambda-runtime-invoked-function-arn']) {
    named[name] = headers[name] ?? '';
  }
  for (const name of ['lambda-runtime-client-context', 'lambda-runtime-cognito-identity', 'lambda-runtime-aws-tenant-id']) {
    if (headers[name]) named[name] = headers[name];
  }
  return { bodyJson: body.toString('utf8'), headers: named };
}

function next() {
  const failed = (failure) => port.postMessage({ failure: String(failure.message ?? failure) });
  request({ path: 'next' }, (response, body) => {
    if (response.statusCode !== 200) return failed(`Http Response code: ${response.statusCode}`);
    port.postMessage({ invocation: invocationOf(response, body) });
  }, failed);
}

function post(message) {
  const finish = (code) => {
    Atomics.store(status, 0, code);
    Atomics.notify(status, 0);
  };
  try {
    request(message, (response) => finish(response.statusCode), () => finish(NO_ANSWER));
  } catch {
    finish(NO_ANSWER);
  }
}

port.on('message', (message) => (message.body === undefined ? next() : post(message)));
