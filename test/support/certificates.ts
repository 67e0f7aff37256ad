import {execFile} from 'node:child_process';
import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority with one server and one client: `server/` and `client/` hold ca.pem, cert.pem and key.pem. */
export async function writeCertificates(folder: string, address: string): Promise<void> {
  const at = (...parts: string[]): string => join(folder, ...parts);
  await run('openssl', [
    ...['req', '-x509', ...CURVE, '-days', '2', '-subj', '/CN=lambdock test'],
    ...['-keyout', at('ca-key.pem'), '-out', at('ca.pem')],
  ]);
  for (const [role, usage] of [
    ['server', `extendedKeyUsage=serverAuth\nsubjectAltName=IP:${address}`],
    ['client', 'extendedKeyUsage=clientAuth'],
  ] as const) {
    mkdirSync(at(role));
    writeFileSync(at(role, 'usage'), usage);
    await run('openssl', [
      ...['req', ...CURVE, '-subj', `/CN=${role}`],
      ...['-keyout', at(role, 'key.pem'), '-out', at(role, 'request.pem')],
    ]);
    await run('openssl', [
      ...['x509', '-req', '-days', '2', '-in', at(role, 'request.pem'), '-CAcreateserial'],
      ...['-CA', at('ca.pem'), '-CAkey', at('ca-key.pem')],
      ...['-extfile', at(role, 'usage'), '-out', at(role, 'cert.pem')],
    ]);
    copyFileSync(at('ca.pem'), at(role, 'ca.pem'));
  }
}
