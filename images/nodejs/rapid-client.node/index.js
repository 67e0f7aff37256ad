'use strict';
// Stands in for the native part of AWS's runtime client, where no compiler was at hand to build that one. Like it, `done`
// and `error` come back only when the answer is delivered: a function that exits right after returning loses nothing.
// So a worker thread does the talking, and this thread sleeps meanwhile.
const { join } = require('node:path');
const { writeSync } = require('node:fs');
const { MessageChannel, Worker } = require('node:worker_threads');

const NO_ANSWER = 1; // else the worker stores the HTTP status
const status = new Int32Array(new SharedArrayBuffer(4));
const { port1: port, port2 } = new MessageChannel();
let waiting;

// no environment and no flags: what --require and NODE_OPTIONS load is meant for the function only
const worker = new Worker(join(__dirname, 'worker.js'), {
  workerData: { api: process.env.AWS_LAMBDA_RUNTIME_API, status, port: port2 },
  transferList: [port2],
  env: {},
  execArgv: [],
});
worker.unref();
port.on('message', ({ invocation, failure }) => {
  port.unref();
  const { resolve, reject } = waiting;
  if (invocation) return resolve(invocation);
  log(`Failed to get next invocation. ${failure}`);
  reject(new Error(`Failed to get next invocation, error ${failure}`));
});
port.unref();

function log(text) {
  writeSync(1, `[ERROR] [${Date.now()}] LAMBDA_RUNTIME ${text}\n`);
}

function post(path, body, headers) {
  if (typeof path !== 'string' || typeof body !== 'string') throw new TypeError('Wrong arguments');
  Atomics.store(status, 0, 0);
  port.postMessage({ path, body, headers });
  Atomics.wait(status, 0, 0);
  const code = Atomics.load(status, 0);
  if (code !== NO_ANSWER && (code < 200 || code > 299)) {
    log(`Failed to post handler success response. Http response code: ${code}.`);
  }
  return null;
}

exports.next = () =>
  new Promise((resolve, reject) => {
    waiting = { resolve, reject };
    port.ref();
    port.postMessage({ path: 'next' });
  });

exports.done = (id, body) => post(`${id}/response`, body, {});

exports.error = (id, body, cause) => {
  // a header holds bytes, none of them a control character
  const bytes = Buffer.from(cause, 'utf8').toString('latin1').replace(/[\x00-\x1f\x7f]/g, ' ');
  return post(`${id}/error`, body, { 'Lambda-Runtime-Function-Xray-Error-Cause': bytes });
};
