// What people write around the emulator by hand: twenty lines of Node that hand a request on, one at a time.
import {Agent, createServer, request} from 'node:http';

const {url} = JSON.parse(process.argv[2]);
const {hostname: host, port, pathname: path} = new URL(url);
const agent = new Agent({keepAlive: true, maxSockets: 1});
const server = createServer((asked, answer) => {
  const chunks = [];
  asked.on('data', (chunk) => chunks.push(chunk));
  asked.on('end', () => {
    const body = Buffer.concat(chunks);
    const headers = {'content-type': 'application/json', 'content-length': body.length};
    const sent = request({host, port, path, method: 'POST', agent, headers}, (found) => {
      answer.writeHead(found.statusCode, found.headers);
      found.pipe(answer);
    });
    sent.on('error', (error) => answer.writeHead(502).end(error.message));
    sent.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send({port: server.address().port}));
process.on('disconnect', () => process.exit(0));
