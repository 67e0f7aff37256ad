import {Config, run, type Command} from '@oclif/core';
import {exitCodeOf} from '../core/exit-code.js';
import {closest} from '../core/nearest-name.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {pluginsOf} from '../wire/plugins.js';
import {errorDocument, errorText} from './format-error.js';
import {knownError} from './known-error.js';
import {paintFor} from './paint.js';
import {watchEnd} from './watch-end.js';

/** The package that runs: its root folder, and how each of its commands is loaded, by id. */
export interface CommandLine {
  readonly root: string;
  readonly commands: Readonly<Record<string, () => Promise<{readonly default: Command.Class}>>>;
}

/** Runs the command that `args` name and ends the process with its exit code, once all is out. */
export async function runCommandLine(args: readonly string[], line: CommandLine): Promise<void> {
  // oclif would throw on everything but EPIPE, out of reach; each command looks after its streams.
  process.stdout.removeAllListeners('error').on('error', ignore);
  process.stderr.on('error', ignore);
  const argv = args[0] === 'help' ? [...args.slice(1), '--help'] : [...args];
  const isJson = argv.includes('--json');
  const print = process.stdout.write.bind(process.stdout);
  const told = (thrown: unknown): void => tell(thrown, isJson ? print : null);
  const unwatch = watchEnd(told);
  try {
    const config = await configOf(line.root);
    bundledCommands(config, line);
    refuseUnknownCommand(argv, config);
    await run(argv, config);
  } catch (thrown) {
    told(thrown);
  }
  unwatch();
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit();
}

/** Plugins are rare: without any, nothing of theirs is loaded. */
async function configOf(root: string): Promise<Config> {
  const places = pluginsOf(root, process.cwd());
  if (places.length === 0) return Config.load(root);
  const {configWithPlugins} = await import('./plugins.js');
  return configWithPlugins(root, places);
}

/** oclif would load a command from a file of its own: all of them are in the bundle already. */
function bundledCommands(config: Config, {commands}: CommandLine): void {
  for (const command of config.commands) {
    const load = commands[command.id];
    if (load !== undefined && command.pluginName === config.name) {
      command.load = async () =>
        Object.assign((await load()).default, {
          id: command.id,
          plugin: config.plugins.get(config.name),
        });
    }
  }
}

const ignore = (): void => undefined;

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', 'utf8', () => resolve());
  });

/** What goes wrong before a command is there to tell it: as a document where one is to be printed. */
function tell(thrown: unknown, print: ((document: string) => unknown) | null): void {
  const error = knownError(thrown);
  process.exitCode = exitCodeOf(error);
  if (print !== null) {
    print(`${JSON.stringify(errorDocument(error))}\n`);
    return;
  }
  const isTerminal = process.stderr.isTTY;
  const paint = paintFor({noColor: false, isTerminal, variables: process.env});
  process.stderr.write(`${errorText(error, {paint, verbose: false})}\n`);
}

/** oclif shows the help of a topic, and exit 0, where a word after the topic is unknown. */
function refuseUnknownCommand(argv: readonly string[], config: Config): void {
  if (argv.some((arg) => arg === '--help' || arg === '-h') || argv.length === 0) return;
  if (argv[0] === '--version') return;
  const [topic, word] = wordsOf(argv);
  if (topic === undefined) {
    throw new LambdockError('USAGE', {
      message: `${argv[0] ?? ''}: name a command before its flags`,
    });
  }
  if (config.findCommand(topic) !== undefined) return;
  const isTopic = config.findTopic(topic) !== undefined;
  if (isTopic && (word === undefined || config.findCommand(`${topic}:${word}`) !== undefined))
    return;
  const typed = isTopic && word !== undefined ? `${topic} ${word}` : topic;
  const near = closest(
    typed,
    config.commandIDs.map((id) => id.replaceAll(':', ' ')),
  );
  throw new LambdockError('USAGE', {
    message: `there is no command "${typed}"`,
    suggestions: [near === undefined ? 'lambdock --help' : `lambdock ${near}`],
  });
}

/** The words before the first flag. */
function wordsOf(argv: readonly string[]): readonly string[] {
  const flag = argv.findIndex((arg) => arg.startsWith('-'));
  return flag === -1 ? argv : argv.slice(0, flag);
}
