// The packed library in a process of its own: one request a line on stdin, one answer a line on stdout.
import {createInterface} from 'node:readline';
import {createLambdock} from '../../dist/index.js';

/** One lambdock per set of options: its environments go on from event to event. */
const opened = new Map();

async function answer({options, name, event}) {
  const key = JSON.stringify(options);
  if (!opened.has(key)) opened.set(key, createLambdock(options));
  const chunks = [];
  const invocation = (await opened.get(key)).function(name).invoke(Buffer.from(event), {
    onOutput: (chunk) => {
      chunks.push(Uint8Array.from(chunk));
    },
  });
  const {body, outcome, status, error, driver, requestId} = await invocation;
  const text = Buffer.from(body ?? []).toString('base64');
  return {
    result: {outcome, status, error, driver, requestId, body: text},
    output: Buffer.concat(chunks).toString('base64'),
  };
}

for await (const line of createInterface({input: process.stdin})) {
  const told = await answer(JSON.parse(line)).catch((error) => ({failed: error.stack}));
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
for (const one of opened.values()) await (await one).dispose();
