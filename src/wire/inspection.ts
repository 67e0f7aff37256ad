import {attachSettings} from '../core/attach-settings.js';
import {debuggerFailure, debuggerOf, parseDebuggerNews, usualPort} from '../core/debugger.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ContextOverrides, InvokeOptions} from '../core/options.js';
import {RIE_FLAGS} from '../core/rie.js';
import type {Debugger} from '../core/runtime.js';
import type {ContainerRequest, Endpoint} from '../docker/engine.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {readInspectFiles, type InspectFile} from '../files/inspect-files.js';
import {portInUse} from '../net/port-in-use.js';
import type {Session} from './session.js';

/** A function under its debugger: what differs from a plain invocation. */
export interface Inspection {
  /** The context with a timeout that ends no debugging. */
  readonly context: ContextOverrides;
  /** Aborted, with the reason, when the debugger cannot be had after all. */
  readonly failed: AbortSignal;
  /** The same container with the debugger in it, its port published. */
  container(request: ContainerRequest, imageEnvironment: readonly string[]): ContainerRequest;
  /** Rejects when the started container does not publish the port. */
  checkPort(id: string): Promise<void>;
  /** Says more of a failed start where the port is the cause. */
  explain(error: unknown): Promise<unknown>;
  /** Reads what the emulator's stderr says of the debugger. */
  readonly onEmulatorLine: (line: string) => void;
  /** Warns when the event is over and no debugger ever listened. */
  end(): void;
}

/**
 * A week: a function that counts on the time it has left sets timers by it, and those of Node.js
 * take 24 days at most.
 */
const TIMEOUT_SECONDS = 7 * 24 * 3600;
/** The debugger's own memory, beside what the function may take. */
const DEBUGGER_BYTES = 128 * 2 ** 20;
const LOOPBACK = '127.0.0.1';
const FOLDER = '/var/lambdock';
const STARTER = `${FOLDER}/inspect`;
const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';
/** What an entry point may start directly; all else is asked to by the wrapper variable. */
const INTERPRETER = /(^|\/)(node|npx|java|python[\d.]*)$/;

/** Prepares a debugger; nothing is started when there is none, or its port is taken. */
export async function openInspection(
  session: Session,
  spec: FunctionSpec,
  options: InvokeOptions,
): Promise<Inspection> {
  const found = debuggerOf(spec);
  const port = portOf(options.inspect, found);
  const [engine, files] = await Promise.all([session.engine(), readInspectFiles()]);
  const {endpoint} = engine;
  const isTaken = async (): Promise<boolean> =>
    endpoint.publishedHost === LOOPBACK && (await portInUse(port));
  if (await isTaken()) throw portTaken(port);
  const stop = new AbortController();
  let listened = false;
  return {
    context: {...options.context, timeoutSeconds: TIMEOUT_SECONDS},
    failed: stop.signal,
    container: (request, imageEnvironment) =>
      withDebugger(request, {imageEnvironment, files, inside: usualPort(found), port}),
    async checkPort(id) {
      const facts = await engine.inspectContainer(id);
      if (facts?.ports[usualPort(found)] === undefined) throw notPublished(spec, session.options);
    },
    explain: async (error) => ((await isTaken()) ? portTaken(port) : error),
    end() {
      if (!listened) session.warn(neverListened(spec));
    },
    onEmulatorLine: (line) => {
      const news = parseDebuggerNews(line);
      if (news === null) return;
      if (news.kind !== 'listening') stop.abort(debuggerFailure(spec, news));
      else {
        listened = true;
        const at = {debugger: news.debugger, host: LOOPBACK, port};
        const launch = attachSettings({...at, spec});
        options.onDebugger?.({...at, launch, notes: notesOf(spec, port, endpoint)});
      }
    },
  };
}

function portOf(asked: InvokeOptions['inspect'], found: Debugger | null): number {
  if (asked === undefined || asked === true) return usualPort(found);
  if (Number.isInteger(asked) && asked >= 1 && asked <= 65_535) return asked;
  throw new LambdockError('USAGE', {
    message: `--inspect ${asked}: a port is a whole number from 1 to 65535`,
    suggestions: [`--inspect takes ${usualPort(found)}`],
  });
}

interface Debugged {
  readonly imageEnvironment: readonly string[];
  readonly files: readonly InspectFile[];
  /** The debugger's port in the container. */
  readonly inside: number;
  readonly port: number;
}

function withDebugger(
  request: ContainerRequest,
  {imageEnvironment, files, inside, port}: Debugged,
): ContainerRequest {
  const {command = [], env = [], memoryBytes} = request;
  const own = lastValue(env, WRAPPER) ?? lastValue(imageEnvironment, WRAPPER);
  const entryAt = RIE_FLAGS.length;
  const isDirect = INTERPRETER.test(command[entryAt] ?? '');
  return {
    ...request,
    command: isDirect ? command.toSpliced(entryAt, 0, STARTER) : command,
    env: [
      ...(isDirect ? env : env.filter((pair) => !pair.startsWith(`${WRAPPER}=`))),
      `LAMBDOCK_INSPECT_PORT=${inside}`,
      ...(isDirect ? [] : [`${WRAPPER}=${STARTER}`]),
      ...(isDirect || own === undefined ? [] : [`LAMBDOCK_EXEC_WRAPPER=${own}`]),
    ],
    publish: [
      ...(request.publish ?? []),
      {containerPort: inside, hostPort: port, onLoopback: true},
    ],
    files: [
      ...(request.files ?? []),
      ...files.map(({name, content}) => ({path: `${FOLDER}/${name}`, content, mode: 0o755})),
    ],
    ...(memoryBytes !== undefined && {memoryBytes: memoryBytes + DEBUGGER_BYTES}),
  };
}

const lastValue = (env: readonly string[], name: string): string | undefined =>
  env.findLast((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

function notesOf({code}: FunctionSpec, port: number, {publishedHost}: Endpoint): readonly string[] {
  const notes: string[] = [];
  if (publishedHost !== LOOPBACK) {
    notes.push(
      `the port is on the loopback of ${publishedHost}: ssh -N -L ${port}:${LOOPBACK}:${port} ${publishedHost}`,
    );
  }
  if (code.kind !== 'directory') {
    const what = code.kind === 'image' || code.kind === 'build' ? 'an image' : 'an archive';
    notes.push(`the code is ${what}: \${workspaceFolder} stands for the folder it was made from`);
  }
  return notes;
}

const neverListened = ({name}: FunctionSpec): string =>
  `function ${name} ran without its debugger: what starts its runtime does not run ${WRAPPER}, or that wrapper does not end in exec "$@"`;

const portTaken = (port: number): LambdockError =>
  new LambdockError('PORT_TAKEN', {
    message: `port ${port} of ${LOOPBACK} is in use: the debugger cannot have it`,
    suggestions: [`--inspect ${port + 1}`, '`lambdock ps` shows what lambdock runs'],
    details: {port},
  });

const notPublished = (
  {name}: FunctionSpec,
  {network = 'bridge'}: Session['options'],
): LambdockError =>
  new LambdockError('DEBUGGER_UNAVAILABLE', {
    message: `function ${name} cannot be inspected in the network ${network}: no port is published there`,
    suggestions: ['leave --network away, or name one that is not internal'],
    details: {function: name, network},
  });
