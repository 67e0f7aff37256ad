import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import Docker from 'dockerode';
import {build} from 'esbuild';

/** A compose project under a name of its own. */
export interface ComposeProject extends AsyncDisposable {
  readonly name: string;
  /** Runs `docker compose` with these words; rejects with what it wrote when it fails. */
  compose(words: readonly string[], options?: ComposeRun): Promise<string>;
  /** Its containers, those that have ended included. */
  containers(service?: string): Promise<readonly Docker.ContainerInspectInfo[]>;
}

/** What of a run differs from the usual. */
export interface ComposeRun {
  readonly stdin?: string;
  readonly onLine?: (line: string) => void;
}

/** The folder with the files, and which of them. */
export interface ComposePlace {
  readonly folder: string;
  readonly file: string;
  /** Files over it. */
  readonly more?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A project of these files; its end takes everything down. */
export function composeProject({folder, file, more = [], env = {}}: ComposePlace): ComposeProject {
  const name = `lambdock-compose-${randomBytes(4).toString('hex')}`;
  const docker = new Docker();
  const files = [file, ...more].flatMap((one) => ['-f', one]);
  const compose: ComposeProject['compose'] = (words, {stdin = '', onLine} = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn('docker', ['compose', '-p', name, ...files, ...words], {
        cwd: folder,
        env: {...process.env, ...env, COMPOSE_ANSI: 'never', COMPOSE_PROGRESS: 'plain'},
      });
      let stdout = '';
      let stderr = '';
      createInterface({input: child.stdout}).on('line', (line) => {
        stdout += `${line}\n`;
        onLine?.(line);
      });
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(stdout);
        else reject(new Error(`docker compose ${words.join(' ')}: ${code}\n${stdout}${stderr}`));
      });
      // One that ends before it has read all says so by its exit code.
      child.stdin.on('error', () => undefined).end(stdin);
    });
  return {
    name,
    compose,
    async containers(service) {
      const label = [
        `com.docker.compose.project=${name}`,
        ...(service === undefined ? [] : [`com.docker.compose.service=${service}`]),
      ];
      const found = await docker.listContainers({all: true, filters: {label}});
      return Promise.all(found.map(({Id}) => docker.getContainer(Id).inspect()));
    },
    async [Symbol.asyncDispose]() {
      await compose(['down', '--volumes', '--remove-orphans', '--timeout', '1']);
    },
  };
}

/** A module with all that it imports, as one ES module; `packages` is a folder whose packages it finds. */
export async function bundled(file: string, packages?: string): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [file],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    ...(packages !== undefined && {nodePaths: [join(packages, 'node_modules')]}),
    minifyWhitespace: true,
    banner: {
      js: "import {createRequire} from 'node:module'; const require = createRequire('file:///opt/');",
    },
  });
  return outputFiles[0]?.text ?? '';
}
