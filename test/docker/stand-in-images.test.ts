import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import Docker from 'dockerode';
import {describe, expect, it} from '@jest/globals';
import {LABELS} from '../../src/core/labels.js';
import {findRuntime, type RuntimeFamily} from '../../src/core/runtime.js';
import {installedRecipes} from '../../src/files/recipes.js';

const SLOW = 60_000;
const docker = new Docker();
const RECIPES = Object.entries(installedRecipes()?.table.images ?? {});

const infoOf = (image: string): Promise<Docker.ImageInspectInfo | null> =>
  docker
    .getImage(image)
    .inspect()
    .catch(() => null);

/** The lines that a shell in the image prints on stdout. */
async function printedIn(image: string, script: string): Promise<readonly string[]> {
  const stdout = new PassThrough();
  const printed = text(stdout);
  await docker.run(image, ['-c', script], [stdout, new PassThrough().resume()], {
    Entrypoint: ['/bin/sh'],
    Tty: false,
    HostConfig: {AutoRemove: true, NetworkMode: 'none'},
  });
  stdout.end();
  return (await printed).trim().split('\n');
}

const LAYOUT = [
  'stat -c "%n %a %U" /tmp /var/task /opt',
  'for program in /lambda-entrypoint.sh /usr/local/bin/aws-lambda-rie /var/runtime/bootstrap; do [ -x $program ] || echo no $program; done',
  'grep -c "^sbx_user1051:" /etc/passwd',
  'TZ=:/etc/localtime date +%Z',
  '[ "$(grep -c "BEGIN CERTIFICATE" /etc/pki/tls/certs/ca-bundle.crt)" -gt 100 ] && echo authorities',
  '/lambda-entrypoint.sh 2>/dev/null; echo $?',
].join('\n');

const SEEN = [
  '/tmp 1777 root',
  '/var/task 755 root',
  '/opt 755 root',
  '1',
  'UTC',
  'authorities',
  '142',
];

const PYTHON = `/var/lang/bin/python3 - <<'END'
import bz2, ctypes, json, lzma, os, readline, sqlite3, ssl, zlib
whole = os.path.exists(json.__cached__) and len(ssl.create_default_context().get_ca_certs()) > 100
print(str(whole).lower())
END`;
const RUBY = `ruby -ropenssl -rbundler -rbigdecimal -e 'puts File.size(OpenSSL::X509::DEFAULT_CERT_FILE) > 100_000'`;
const JAVA = `[ "$(keytool -list -cacerts -storepass changeit | grep -c trustedCertEntry)" -gt 100 ] && java -Xshare:on -version >/dev/null && echo true`;
const NODE = `node -p 'require("tls").rootCertificates.length > 100'`;
const CUSTOM = `/var/runtime/bootstrap; [ $? = 127 ] && echo true`;

/** Prints "true": the language is whole, and trusts the usual authorities. */
const LANGUAGES: Readonly<Partial<Record<RuntimeFamily, string>>> = {
  nodejs: NODE,
  python: PYTHON,
  java: JAVA,
  ruby: RUBY,
  provided: CUSTOM,
};

const ALL = await Promise.all(
  RECIPES.map(async ([id, {image}]) => ({id, image, info: await infoOf(image)})),
);
const HERE = ALL.filter(({info}) => info !== null);
/** Not every machine builds every stand-in. */
const ABSENT = ALL.filter(({info}) => info === null);

describe('a stand-in', () => {
  it.each(HERE)('of $id is started as the image of AWS is, and says what it is', ({info}) => {
    const {Config: config, Architecture: architecture} = info!;
    expect(architecture).toBe('amd64');
    expect(config).toMatchObject({Entrypoint: ['/lambda-entrypoint.sh'], WorkingDir: '/var/task'});
    expect([config.Cmd, config.ExposedPorts, config.User].filter(Boolean)).toEqual([]);
    expect(config.Env).toContain('LAMBDA_TASK_ROOT=/var/task');
    expect(config.Labels).toMatchObject({
      [LABELS.standIn]: 'true',
      [LABELS.standInParts]: expect.stringContaining('runtime interface emulator'),
    });
  });

  it.each(HERE)(
    'of $id has the layout that functions count on, and a whole language',
    async ({id, image}) => {
      const {family} = findRuntime(id)!;
      expect(await printedIn(image, `${LAYOUT}\n${LANGUAGES[family]!}`)).toEqual([...SEEN, 'true']);
    },
    SLOW,
  );

  for (const {id} of ABSENT) it.todo(`of ${id} cannot be looked at: it is not in the engine`);
});
