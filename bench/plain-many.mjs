// What a person writes who has no lambdock and wants many functions at once: plain-many.mjs SOCKET EVENT IMAGE…
// Starts a container of each image, all at once, by requests to the engine; says `ready` when each has answered
// an event, and removes them when its stdin ends. The handler is index.handler.
import {request} from 'node:http';

const [socketPath, event, ...images] = process.argv.slice(2);
const PAUSE_MS = 10;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

function ask(where, method, path, body = '') {
  return new Promise((resolve, reject) => {
    const headers = {'content-type': 'application/json', 'content-length': Buffer.byteLength(body)};
    const sent = request({...where, method, path, headers}, (answer) => {
      let text = '';
      answer
        .setEncoding('utf8')
        .on('data', (chunk) => (text += chunk))
        .on('end', () => {
          if (answer.statusCode < 400) resolve(text);
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        });
    });
    sent.on('error', reject).end(body);
  });
}

const engine = (...words) => ask({socketPath}, ...words);

async function start(image) {
  const config = {Image: image, Cmd: ['index.handler'], HostConfig: {AutoRemove: true}};
  const {Id} = JSON.parse(await engine('POST', '/containers/create', JSON.stringify(config)));
  await engine('POST', `/containers/${Id}/start`);
  const {NetworkSettings} = JSON.parse(await engine('GET', `/containers/${Id}/json`));
  const where = {host: NetworkSettings.IPAddress, port: 8080};
  for (;;) {
    try {
      await ask(where, 'POST', '/2015-03-31/functions/function/invocations', event);
      return Id;
    } catch (error) {
      if (error.code !== 'ECONNREFUSED') throw error;
      await pause();
    }
  }
}

const ids = await Promise.all(images.map(start));
process.stdout.write('ready\n');
process.stdin.resume().once('end', async () => {
  await Promise.all(ids.map((id) => engine('DELETE', `/containers/${id}?force=true`)));
});
