import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import {compiled, type Compiled} from '../../support/compiled.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {openTestImages, type TestImages} from '../../support/test-images.js';

jest.setTimeout(60_000);

let project: E2eProject;
let images: TestImages;

const put = async (path: string, text: string, mode = 0o644): Promise<void> => {
  const file = join(project.folder, path);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, text);
  await chmod(file, mode);
};

const WRAPPER = `#!/bin/sh
export WRAPPED_BY="$0"
exec "$@"
`;
const NODE = `exports.handler = async () => ({wrapped: process.env.WRAPPED_BY, mark: process.env.MARK});`;
const PYTHON = `import os
def handler(event, context):
    return {"wrapped": os.environ.get("WRAPPED_BY")}
`;

const RUBY = `def handler(event:, context:)
  {wrapped: ENV['WRAPPED_BY']}
end
`;
let java: Compiled;

beforeAll(async () => {
  project = await openProject({});
  images = openTestImages(project.engine);
  const own = await images.build({
    Dockerfile: [`FROM ${await baseImage('node')}`, 'ENV MARK=of-my-own'].join('\n'),
  });
  await put('node/index.js', NODE);
  await put('node/wrap.sh', WRAPPER, 0o755);
  await put('python/app.py', PYTHON);
  await put('layer/wrap.sh', WRAPPER, 0o755);
  await put('ruby/app.rb', RUBY);
  java = await compiled('java');
  await put(
    'lambdock.yml',
    `runtimes: {mine: {image: "${own}"}}
functions:
  own: {runtime: mine, handler: index.handler, code: ./node}
  wrapped-by-code:
    runtime: nodejs22.x
    handler: index.handler
    code: ./node
    environment: {AWS_LAMBDA_EXEC_WRAPPER: /var/task/wrap.sh}
  wrapped-by-layer:
    runtime: python3.13
    handler: app.handler
    code: ./python
    layers: [./layer]
    environment: {AWS_LAMBDA_EXEC_WRAPPER: /opt/wrap.sh}
  wrapped-ruby:
    runtime: ruby3.3
    handler: app.handler
    code: ./ruby
    layers: [./layer]
    environment: {AWS_LAMBDA_EXEC_WRAPPER: /opt/wrap.sh}
  wrapped-java:
    runtime: java21
    handler: cases.Handler
    code: ${java.folder ?? './node'}
    memory: 512
    timeout: 15
    layers: [./layer]
    environment: {AWS_LAMBDA_EXEC_WRAPPER: /opt/wrap.sh}
  not-executable:
    runtime: nodejs22.x
    handler: index.handler
    code: ./node
    environment: {AWS_LAMBDA_EXEC_WRAPPER: /var/task/index.js}
  not-wrapped:
    runtime: nodejs22.x
    handler: index.handler
    code: ./node
    environment: {AWS_LAMBDA_EXEC_WRAPPER: /opt/nothing}
`,
  );
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await images[Symbol.asyncDispose]();
});

const answer = async (name: string): Promise<unknown> => {
  const run = await project.run(['invoke', name, '-d', '{}']);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return JSON.parse(run.stdout.toString());
};

describe('runtimes of one’s own', () => {
  it('are an image of the project’s: the code lies in it as in Lambda’s own', async () => {
    expect(await answer('own')).toEqual({mark: 'of-my-own'});
  });
});

describe('wrapper scripts', () => {
  it('start the runtime, from the code or from a layer', async () => {
    expect(await answer('wrapped-by-code')).toEqual({wrapped: '/var/task/wrap.sh'});
    expect(await answer('wrapped-by-layer')).toEqual({wrapped: '/opt/wrap.sh'});
  });

  it('start Ruby', async () => {
    expect(await answer('wrapped-ruby')).toEqual({wrapped: '/opt/wrap.sh'});
  });

  it('start Java', async () => {
    if (java.folder === undefined) {
      process.stderr.write(`Java is not run here: ${java.reason ?? ''}\n`);
      return;
    }
    const run = await project.run(['invoke', 'wrapped-java', '-d', '{"do":"environment"}']);
    expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({WRAPPED_BY: '/opt/wrap.sh'});
  });

  it.each([
    ['not-wrapped', /_WRAPPER is \/opt\/nothing, .* no such file.* \(exit status 127\)/],
    ['not-executable', /_WRAPPER is \/var\/task\/index\.js, .* not executable \(exit status 126\)/],
  ])(
    'that cannot be started are an error of the init phase, and named: %s',
    async (name, words) => {
      const run = await project.run(['invoke', name, '-d', '{}', '--json']);
      expect(run.exitCode).toBe(1);
      expect(JSON.parse(run.stdout.toString())).toMatchObject({status: 'init-error'});
      expect(run.stderr).toMatch(words);
    },
  );
});
