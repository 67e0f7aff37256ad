import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** Writes down every connection that a Node process begins, and every name that it asks for. */
const HOOK = `
const {appendFileSync} = require('node:fs');
const net = require('node:net');
const dns = require('node:dns');
const note = (text) => appendFileSync(process.env.CONNECTION_LOG, text + '\\n');
const {connect} = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const {path, host = 'localhost', port} = typeof first === 'object' ? first : {port: first};
  note(path === undefined ? 'tcp ' + host + ':' + port : 'unix ' + path);
  return connect.apply(this, args);
};
for (const name of ['lookup', 'resolve']) {
  const ask = dns[name];
  dns[name] = (host, ...rest) => (note('name ' + host), ask(host, ...rest));
}
`;

/** A log of connections in a folder. */
export interface ConnectionLog {
  /** Variables of the process that is watched. */
  readonly env: Readonly<Record<string, string>>;
  /** What was begun so far: `tcp HOST:PORT`, `unix PATH`, `name HOST`. */
  read(): Promise<readonly string[]>;
}

/** Watches the connections of Node processes that are started with its variables. */
export async function connectionLog(folder: string): Promise<ConnectionLog> {
  const hook = join(folder, 'connection-hook.cjs');
  const log = join(folder, 'connections.log');
  await writeFile(hook, HOOK);
  await writeFile(log, '');
  return {
    env: {NODE_OPTIONS: `--require ${hook}`, CONNECTION_LOG: log},
    read: async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''),
  };
}
