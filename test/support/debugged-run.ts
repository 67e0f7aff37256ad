import {createServer, type AddressInfo} from 'node:net';
import type {E2eProject, StartOptions} from './e2e-project.js';
import type {Started} from './start-cli.js';

/** An invocation that waits for its debugger. */
export interface DebuggedRun extends Started {
  readonly port: number;
  /** What VS Code would be given, as it was printed. */
  readonly launch: Readonly<Record<string, unknown>>;
}

/** Starts `invoke --inspect` on a free port, until the debugger can be attached. */
export async function startDebugged(
  project: E2eProject,
  args: readonly string[],
  options?: StartOptions,
): Promise<DebuggedRun> {
  const port = await freePort();
  const run = project.start(['invoke', ...args, '--inspect', String(port)], options);
  await run.untilStderr('\n}\n');
  const [text = ''] = /^\{$[\s\S]*?^\}$/m.exec(run.stderr()) ?? [];
  return {...run, port, launch: JSON.parse(text) as Record<string, unknown>};
}

/** A port of the loopback that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
