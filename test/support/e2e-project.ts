import {cp, mkdir, mkdtemp, readdir, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import Docker from 'dockerode';
import {LABELS} from '../../src/core/labels.js';
import {projectId} from '../../src/core/project-id.js';
import {connectEngine} from '../../src/docker/connect.js';
import type {ContainerFacts, Engine, ImageFacts} from '../../src/docker/engine.js';
import {CLI, type Run} from './cli.js';
import {startCli, type Started, type StartRequest} from './start-cli.js';
import {until} from './until.js';

/** Variables of a run, beside those of the project. */
type Variables = Readonly<Record<string, string | undefined>>;

/** What of a start differs from the usual. */
export type StartOptions = Partial<Omit<StartRequest, 'command'>>;

/** A project in a temporary folder, with a cache and a folder for temporary files of its own. */
export interface E2eProject extends AsyncDisposable {
  readonly folder: string;
  readonly env: Variables;
  readonly engine: Engine;
  /** The engine without lambdock's reading of it. */
  readonly docker: Docker;
  start(args: readonly string[], options?: StartOptions): Started;
  run(args: readonly string[], options?: StartOptions): Promise<Run>;
  /** Containers of this project alone: other tests use the same engine. */
  containers(): Promise<readonly ContainerFacts[]>;
  /** Resolves when the engine has removed the last of them. */
  untilNoContainer(): Promise<void>;
  /** Derived images of this project, those without a name included. */
  images(functionName?: string): Promise<readonly ImageFacts[]>;
  /** What lambdock left among its temporary files. */
  leftInTemp(): Promise<readonly string[]>;
}

/** Where a project lives and what it starts from. */
export interface ProjectOptions {
  /** A folder of test/fixtures. */
  readonly fixture?: string;
  /** The project file's name. */
  readonly file?: string;
  /** Another engine than the usual one: DOCKER_HOST and its relatives. */
  readonly env?: Variables;
}

/** Copies a project to a temporary folder; its end removes all that belongs to it. */
export async function openProject(options: ProjectOptions = {}): Promise<E2eProject> {
  const {fixture = 'projects/lifecycle', file = 'lambdock.yml', env: extra = {}} = options;
  const home = await realpath(await mkdtemp(join(tmpdir(), 'lambdock-e2e-')));
  const folder = join(home, 'project');
  const temp = join(home, 'tmp');
  await cp(fileURLToPath(new URL(`../fixtures/${fixture}`, import.meta.url)), folder, {
    recursive: true,
  });
  await mkdir(temp);
  // Images are named by content: no other test and no user may have the same.
  for (const entry of await readdir(folder, {withFileTypes: true})) {
    if (entry.isDirectory()) await writeFile(join(folder, entry.name, 'project.txt'), home);
  }
  const env = {
    ...process.env,
    XDG_CACHE_HOME: join(home, 'cache'),
    LAMBDOCK_CACHE: join(home, 'cache', 'lambdock'),
    LAMBDOCK_PULL: 'never',
    TMPDIR: temp,
    ...extra,
  };
  const engine = await connectEngine({variables: env});
  const labels = {[LABELS.project]: projectId(join(folder, file))};
  const containers = async (): Promise<readonly ContainerFacts[]> => engine.listContainers(labels);
  const images = async (name?: string): Promise<readonly ImageFacts[]> =>
    (await engine.listImages(labels, {all: true})).filter(
      (image) => name === undefined || image.labels[LABELS.function] === name,
    );
  const start: E2eProject['start'] = (args, over = {}) =>
    startCli({command: [CLI, ...args], cwd: folder, ...over, env: {...env, ...over.env}});
  return {
    folder,
    env,
    engine,
    docker: new Docker(),
    start,
    run: (args, over) => start(args, over).ended(),
    containers,
    untilNoContainer: async () => {
      await until('end of the last container', async () => (await containers()).length === 0);
    },
    images,
    leftInTemp: () => readdir(temp, {recursive: true}),
    async [Symbol.asyncDispose]() {
      for (const {id} of await containers()) await engine.removeContainer(id);
      // Functions of the same code share an image of several names.
      for (const {id, tags} of await images())
        for (const name of tags.length === 0 ? [id] : tags) await engine.removeImage(name);
      await rm(home, {recursive: true, force: true});
    },
  };
}
