import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {makeZip} from '../../support/make-zip.js';
import {elf} from '../../support/programs.js';
import {tarOf} from './tar-of.js';

const SLOW = 120_000;
jest.setTimeout(SLOW);

const RUNTIME_LOOP = `#!/bin/bash
api="\${AWS_LAMBDA_RUNTIME_API}"
while true; do
  exec 3<>"/dev/tcp/\${api%:*}/\${api#*:}"
  printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' >&3
  id=""
  while IFS= read -r line <&3; do
    line="\${line%$'\\r'}"
    [ -z "$line" ] && break
    case "\${line,,}" in lambda-runtime-aws-request-id:*) id="\${line#*: }";; esac
  done
  exec 3>&-
  exec 3<>"/dev/tcp/\${api%:*}/\${api#*:}"
  printf 'POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9\\r\\nConnection: close\\r\\n\\r\\n"started"' "$id" >&3
  cat <&3 >/dev/null
  exec 3>&-
done
`;

const MAC = Buffer.from('cffaedfe0c000001', 'hex');

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'ts/index.ts': 'export const handler = async () => 1;\n',
  'ts/package.json': '{"scripts": {"build": "tsc"}}',
  'py/src/app.py': 'def handler(event, context):\n    return 1\n',
  'maven/pom.xml': '<project/>',
  'go/go.mod': 'module x\n',
  'go/main.go': 'package main\n',
  'rust/Cargo.toml': '[package]\n',
  'dotnet/Hello.csproj': '<Project/>',
  'classes/b/Handler.class': 'x',
  'app.jar': makeZip([{path: 'a/Handler.class', content: 'x'}]),
  'zipped.zip': makeZip([{path: 'indexx.js', content: 'x'}]),
  'arm/bootstrap': elf('arm64'),
  'arm.zip': makeZip([{path: 'bootstrap', content: elf('arm64'), mode: 0o100755}]),
  'mac/bootstrap': MAC,
  'crlf/bootstrap': RUNTIME_LOOP.replaceAll('\n', '\r\n'),
  'text/bootstrap': 'echo hello\n',
  'deeper/build/bootstrap': RUNTIME_LOOP,
  'plain/bootstrap': RUNTIME_LOOP,
  'plain.zip': makeZip([{path: 'bootstrap', content: RUNTIME_LOOP, mode: 0o100644}]),
  'layer/bootstrap': RUNTIME_LOOP,
  'data/x.txt': 'x',
  'native/index.js': 'exports.handler = async () => 1;\n',
  'native/lib/addon.node': elf('arm64'),
  'wheels/app.py': 'def handler(event, context):\n    return 1\n',
  'wheels/p/_p.cpython-312-darwin.so': MAC,
};

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/answers'});
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(join(project.folder, dirname(path)), {recursive: true});
    await writeFile(join(project.folder, path), content);
    if (path.endsWith('/bootstrap') && !path.startsWith('plain')) {
      await chmod(join(project.folder, path), 0o755);
    }
  }
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

const invoke = (runtime: string, code: string, ...more: readonly string[]): Promise<Run> =>
  project.run(['invoke', '--runtime', runtime, '--code', code, '-d', '{}', ...more]);

/** Runtime, code, handler; code of the error, what it must say, and what it must suggest. */
type Row = readonly [string, string, string, readonly [string, RegExp, RegExp]];

const ABSENT: readonly Row[] = [
  [
    'nodejs22.x',
    'ts',
    'index.handler',
    ['HANDLER_NOT_FOUND', /no index\.js.*there is index\.ts/, /npm run build/],
  ],
  ['python3.13', 'py', 'app.handler', ['HANDLER_NOT_FOUND', /no app\.py.*src\/app\.py/, /handler/]],
  [
    'java21',
    'classes',
    'a.Handler::run',
    ['HANDLER_NOT_FOUND', /no class a\.Handler; there is b\.Handler/, /mvn package/],
  ],
  [
    'java21',
    'app.jar',
    'a.Handlr',
    ['HANDLER_NOT_FOUND', /no class a\.Handlr; there is a\.Handler/, /handler/],
  ],
  [
    'nodejs22.x',
    'zipped.zip',
    'index.handler',
    ['HANDLER_NOT_FOUND', /zipped\.zip: no index\.js/, /code/],
  ],
  [
    'java21',
    'maven/target/app.jar',
    'a.B',
    ['CODE_NOT_FOUND', /app\.jar: no such file/, /mvn package/],
  ],
  [
    'nodejs22.x',
    'ts/dist',
    'index.handler',
    ['CODE_NOT_FOUND', /dist: no such file/, /npm run build/],
  ],
  [
    'dotnet8',
    'dotnet/publish',
    'Hello',
    ['CODE_NOT_FOUND', /publish: no such file/, /dotnet publish/],
  ],
];

const UNRUNNABLE: readonly Row[] = [
  [
    'provided.al2023',
    'go',
    'x',
    ['CODE_UNRUNNABLE', /lacks the file bootstrap/, /GOARCH=amd64 go build/],
  ],
  [
    'provided.al2023',
    'rust',
    'x',
    ['CODE_UNRUNNABLE', /lacks the file bootstrap/, /cargo lambda build/],
  ],
  ['provided.al2023', 'deeper', 'x', ['CODE_UNRUNNABLE', /lacks/, /build\/bootstrap is there/]],
  [
    'provided.al2023',
    'arm',
    'x',
    ['CODE_UNRUNNABLE', /is for arm64, the function is for x86_64/, /--architecture arm64/],
  ],
  ['provided.al2023', 'arm.zip', 'x', ['CODE_UNRUNNABLE', /is for arm64/, /--architecture arm64/]],
  ['provided.al2023', 'mac', 'x', ['CODE_UNRUNNABLE', /is for macOS/, /build it for linux/]],
  ['provided.al2023', 'crlf', 'x', ['CODE_UNRUNNABLE', /lines end as on Windows/, /sed -i/]],
  ['provided.al2023', 'text', 'x', ['CODE_UNRUNNABLE', /begins with #!/, /build it/]],
];

describe('it is told before anything is started, with what to do:', () => {
  it.each([...ABSENT, ...UNRUNNABLE])('%s %s %s', async (...[runtime, code, handler, told]) => {
    const [error, message, hint] = told;
    const run = await invoke(runtime, code, '--handler', handler, '--json', '-q');
    expect([run.exitCode, run.stderr]).toEqual([2, '']);
    const document = JSON.parse(run.stdout.toString()) as {error: Record<string, unknown>};
    expect(document.error['code']).toBe(error);
    expect(document.error['message']).toMatch(message);
    expect((document.error['suggestions'] as string[]).join('\n')).toMatch(hint);
  });

  it('nothing was built of them', async () => {
    expect(await project.images()).toEqual([]);
  });
});

describe('a bootstrap', () => {
  it.each(['plain', 'plain.zip'])(
    'of %s without its executable bit gets it, and Lambda’s own way is told',
    async (code) => {
      const run = await invoke('provided.al2023', code);
      expect(run.stderr).toMatch(
        /bootstrap of \S+ is not executable: .* Lambda would not start it/,
      );
      expect([run.exitCode, run.stdout.toString()]).toEqual([0, '"started"']);
    },
  );

  it('of a layer is found', async () => {
    const run = await invoke('provided.al2023', 'data', '--layer', 'layer');
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '"started"']);
  });
});

describe('what may yet work is warned of when it is sent', () => {
  it('a native library for another machine', async () => {
    const run = await invoke('nodejs22.x', 'native', '--handler', 'index.handler');
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '1']);
    expect(run.stderr).toMatch(/native is for x86_64, but in \S+ lib\/addon\.node is for arm64/);
    const again = await invoke('nodejs22.x', 'native', '--handler', 'index.handler');
    expect(again.exitCode).toBe(0);
    expect(again.stderr).not.toMatch(/addon\.node/);
  });

  it('a wheel of another Python and another system', async () => {
    const run = await invoke('python3.13', 'wheels', '--handler', 'app.handler');
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '1']);
    expect(run.stderr).toMatch(/_p\.cpython-312-darwin\.so is for macOS/);
    expect(run.stderr).toMatch(/python3\.13 cannot import .*: built for Python 3\.12/);
  });
});

describe('an image for a machine that the engine cannot be', () => {
  const image = 'lambdock-e2e/foreign-machine:1';

  afterAll(() => project.docker.getImage(image).remove({force: true}));

  it('is told with what makes the engine run it', async () => {
    // Of no machine at all, so that no emulation takes it.
    const rie = {path: 'usr/local/bin/aws-lambda-rie', content: elf(0x1234)};
    const stream = await project.docker.importImage(tarOf(rie), {
      repo: 'lambdock-e2e/foreign-machine',
      tag: '1',
      platform: 'linux/arm64',
    });
    const news: unknown[] = [];
    for await (const piece of stream as AsyncIterable<unknown>) news.push(piece);
    const flags = ['--image', image, '--architecture', 'arm64', '--handler', 'x', '-d', '{}', '-q'];
    const run = await project.run(['invoke', ...flags]);
    expect([run.exitCode, run.stdout.toString()]).toEqual([3, '']);
    expect(run.stderr).toMatch(/Error \[IMAGE_UNUSABLE\]: function foreign-machine is for arm64/);
    expect(run.stderr).toMatch(/no emulation of arm64[\s\S]*binfmt[\s\S]*--architecture x86_64/);
  });
});
