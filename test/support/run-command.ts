import {fileURLToPath} from 'node:url';
import {Config} from '@oclif/core';
import type {LambdockOptions} from '../../src/core/options.js';
import type {Lambdock} from '../../src/wire/lambdock-types.js';

/** A command class of src/commands. */
type CommandClass = new (argv: string[], config: Config) => object;

/** Set by the command, behind the compiler's back. */
const exitCodeNow = (): number => Number(process.exitCode ?? 0);

/** What a user sees of one run. */
export interface CommandRun {
  readonly stdout: string;
  readonly stdoutBytes: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
  /** What the command returned: the value that --json prints. */
  readonly result: unknown;
  /** What `createLambdock` was given, or undefined when the command never connected. */
  readonly options: LambdockOptions | undefined;
}

/** oclif reads its settings from a package.json: this one has no commands to load. */
const ROOT = fileURLToPath(new URL('../fixtures/oclif-root/package.json', import.meta.url));
let config: Promise<Config> | undefined;

/** Runs a command class in this process, against a fake lambdock, and captures both streams. */
export async function runCommand(
  command: CommandClass,
  argv: readonly string[],
  lambdock: Partial<Lambdock> = {},
): Promise<CommandRun> {
  config ??= Config.load(ROOT);
  let options: LambdockOptions | undefined;
  const running = Object.assign(new command([...argv], await config), {
    connect: async (given: LambdockOptions) => {
      options = given;
      return {dispose: async () => undefined, ...lambdock};
    },
  }) as unknown as {_run(): Promise<unknown>};
  const captured = capture();
  process.exitCode = undefined;
  try {
    const result = await running._run();
    const exitCode = exitCodeNow();
    const stdoutBytes = Buffer.concat(captured.stdout);
    return {
      stdout: stdoutBytes.toString(),
      stdoutBytes,
      stderr: Buffer.concat(captured.stderr).toString(),
      exitCode,
      result,
      options,
    };
  } finally {
    captured.restore();
    process.exitCode = undefined;
  }
}

interface Captured {
  readonly stdout: Buffer[];
  readonly stderr: Buffer[];
  restore(): void;
}

function capture(): Captured {
  const chunks = {stdout: [] as Buffer[], stderr: [] as Buffer[]};
  const restores = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const original = stream.write.bind(stream);
    stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) => {
      chunks[name].push(Buffer.from(chunk as Uint8Array));
      const done = rest.find((argument) => typeof argument === 'function');
      done?.();
      return true;
    };
    return () => {
      stream.write = original;
    };
  });
  return {
    ...chunks,
    restore: () => {
      for (const restore of restores) restore();
    },
  };
}
