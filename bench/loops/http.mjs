// Posts an event over kept connections: the least that any client of an emulator or of a server does.
import {Agent, request} from 'node:http';
import {serveRounds} from './rounds.mjs';

/** Until the container listens. */
const TRIES = 500;
const PAUSE_MS = 20;

await serveRounds(({urls, clients, event, headers}) => {
  const body = Buffer.from(event);
  const agent = new Agent({keepAlive: true});
  const targets = urls.map((url) => {
    const {hostname: host, port, pathname: path} = new URL(url);
    const all = {'content-type': 'application/json', 'content-length': body.length, ...headers};
    return {host, port, path, method: 'POST', agent, headers: all};
  });
  const seen = new Set();
  return {
    clients,
    async send(client) {
      const target = targets[client % targets.length];
      if (seen.has(client)) return post(target, body);
      await patiently(() => post(target, body));
      seen.add(client);
    },
    close: () => agent.destroy(),
  };
});

function post(target, body) {
  return new Promise((resolve, reject) => {
    const sent = request(target, (answer) => {
      const isGood = answer.statusCode === 200;
      answer.resume().on('end', () => {
        if (isGood) resolve();
        else reject(new Error(`${target.host}:${target.port} answers ${answer.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function patiently(work) {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
