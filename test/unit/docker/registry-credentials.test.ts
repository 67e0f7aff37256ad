import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {findLogin} from '../../../src/docker/registry-credentials.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const auth = (user: string, secret: string) => ({
  auth: Buffer.from(`${user}:${secret}`).toString('base64'),
});

async function withConfig(
  folder: string,
  config: unknown,
  helpers: Readonly<Record<string, string>> = {},
) {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  await writeFile(join(folder, 'config.json'), text);
  for (const [name, script] of Object.entries(helpers)) {
    await writeFile(join(bin, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, `docker-credential-${name}`), 0o755);
  }
  const PATH = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  return (registry: string) => findLogin(registry, {DOCKER_CONFIG: folder, PATH});
}

describe('the login of a registry', () => {
  it('is none where nothing is kept', async () => {
    await inTempFolder({}, async (folder) => {
      const found = await findLogin('r.io', {DOCKER_CONFIG: folder});
      expect(found).toEqual({login: null, problem: null});
    });
  });

  it('comes from config.json, by host or by an older address', async () => {
    await inTempFolder({}, async (folder) => {
      const ask = await withConfig(folder, {
        auths: {
          'r.io:5000': auth('me', 'a:b'),
          'https://old.io/v1/': auth('you', 'c'),
          'https://index.docker.io/v1/': auth('hub', 'd'),
          'token.io': {identitytoken: 't'},
          'empty.io': {},
        },
      });
      const login = async (registry: string) => (await ask(registry)).login;
      expect(await login('r.io:5000')).toMatchObject({username: 'me', password: 'a:b'});
      expect(await login('old.io')).toMatchObject({username: 'you', password: 'c'});
      expect(await login('docker.io')).toMatchObject({
        username: 'hub',
        serveraddress: 'https://index.docker.io/v1/',
      });
      expect(await login('token.io')).toMatchObject({identitytoken: 't'});
      expect(await login('empty.io')).toBeNull();
      expect(await login('r.io')).toBeNull();
    });
  });

  it('comes from a helper of its own before the common store', async () => {
    await inTempFolder({}, async (folder) => {
      const answer = (user: string) => `read key; echo '{"Username":"${user}","Secret":"'$key'"}'`;
      const ask = await withConfig(
        folder,
        {credsStore: 'common', credHelpers: {'own.io': 'own'}},
        {common: answer('<token>'), own: answer('robot')},
      );
      expect((await ask('own.io')).login).toMatchObject({username: 'robot', password: 'own.io'});
      expect((await ask('r.io')).login).toEqual({identitytoken: 'r.io', serveraddress: 'r.io'});
    });
  });

  it('is none, without a problem, for a registry that the store does not know', async () => {
    await inTempFolder({}, async (folder) => {
      const ask = await withConfig(
        folder,
        {credsStore: 'common'},
        {common: 'echo credentials not found in native keychain; exit 1'},
      );
      expect(await ask('r.io')).toEqual({login: null, problem: null});
    });
  });

  it('that cannot be had is told with the helper, and never with what it said', async () => {
    await inTempFolder({}, async (folder) => {
      const ask = await withConfig(
        folder,
        {credHelpers: {'a.io': 'absent', 'b.io': 'bad', 'c.io': 'odd'}},
        {bad: 'echo s3cret; echo s3cret >&2; exit 3', odd: 'echo s3cret'},
      );
      const problem = async (registry: string) => (await ask(registry)).problem;
      expect(await problem('a.io')).toMatch(/docker-credential-absent could not be run \(ENOENT\)/);
      expect(await problem('b.io')).toMatch(/docker-credential-bad failed with exit code 3$/);
      expect(await problem('c.io')).toMatch(/docker-credential-odd answered with something else/);
    });
  });

  it('of a config.json that is none is told as that', async () => {
    await inTempFolder({}, async (folder) => {
      const ask = await withConfig(folder, '{"auths": s3cret');
      const found = await ask('r.io');
      expect(found.problem).toMatch(/config\.json is not JSON/);
      expect(found.problem).not.toContain('s3cret');
    });
  });
});
