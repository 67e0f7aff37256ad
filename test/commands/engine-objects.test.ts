import {describe, expect, it} from '@jest/globals';
import Doctor from '../../src/commands/doctor.js';
import Down from '../../src/commands/down.js';
import ImagesBuild from '../../src/commands/images/build.js';
import ImagesList from '../../src/commands/images/list.js';
import ImagesPull from '../../src/commands/images/pull.js';
import Prune from '../../src/commands/prune.js';
import Ps from '../../src/commands/ps.js';
import {rowFacts, type BaseImageRow} from '../../src/core/base-image.js';
import {imageLines} from '../../src/cli/format-inventory.js';
import type {Check} from '../../src/core/check.js';
import type {RemovalReport, RunningContainer} from '../../src/core/inventory.js';
import {findRuntime} from '../../src/core/runtime.js';
import {dayOf} from '../../src/core/runtime-support.js';
import {runCommand} from '../support/run-command.js';

const rows: readonly BaseImageRow[] = [
  {
    runtime: 'nodejs22.x',
    image: 'public.ecr.aws/lambda/nodejs:22',
    present: true,
    standIn: 'lambdock/stand-in/nodejs:22',
    standInPresent: false,
    standInAvailable: true,
    ...rowFacts(findRuntime('nodejs22.x')!),
  },
  {
    runtime: 'java21',
    image: 'public.ecr.aws/lambda/java:21',
    present: false,
    standIn: null,
    standInPresent: false,
    standInAvailable: false,
    ...rowFacts(findRuntime('java21')!),
  },
];

const container: RunningContainer = {
  id: '0123456789abcdef',
  function: 'hello',
  project: 'p1',
  role: 'sandbox',
  state: 'running',
  image: 'lambdock/hello:3f2a',
  startedAt: null,
  ownerAlive: false,
  warmUntil: null,
};

const report: RemovalReport = {
  containers: ['lambdock-hello-1'],
  images: ['lambdock/hello:3f2a'],
  networks: ['lambdock-closed'],
  bytes: 12_345_678,
  kept: [{name: 'lambdock/worker:1', reason: 'used by a container'}],
};

describe('images', () => {
  it('are told with handler, debugger and support', () => {
    const old = {...rows[0]!, runtime: 'nodejs16.x', deprecated: '2024-06-12'};
    const next = {...rows[0]!, runtime: 'nodejs26.x', deprecated: null, preview: true};
    expect(imageLines([...rows, old, next], '2026-11-22').join('\n')).toMatchInlineSnapshot(`
     "RUNTIME     IMAGE                            IMAGE IS  STAND-IN IS   HANDLER                         DEBUGGER  DEPRECATED
     nodejs22.x  public.ecr.aws/lambda/nodejs:22  here      can be built  index.handler                   cdp       from 2027-04-30
     java21      public.ecr.aws/lambda/java:21    -         -             example.Handler::handleRequest  jdwp      from 2029-06-30
     nodejs16.x  public.ecr.aws/lambda/nodejs:22  here      can be built  index.handler                   cdp       2024-06-12
     nodejs26.x  public.ecr.aws/lambda/nodejs:22  here      can be built  index.handler                   cdp       preview"
    `);
  });

  it('lists every runtime with what is here', async () => {
    const run = await runCommand(ImagesList, [], {images: async () => rows});
    expect(run.stdout).toBe(`${imageLines(rows, dayOf(Date.now())).join('\n')}\n`);
    const json = await runCommand(ImagesList, ['--json'], {images: async () => rows});
    expect(JSON.parse(json.stdout)).toEqual({images: rows});
  });

  it('pulls and builds for the runtimes that are named', async () => {
    const asked: string[][] = [];
    const remember = async (runtimes: readonly string[]) => {
      asked.push([...runtimes]);
      return rows;
    };
    await runCommand(ImagesPull, ['nodejs22.x', 'java21'], {pullImages: remember});
    await runCommand(ImagesBuild, [], {buildStandIns: remember});
    expect(asked).toEqual([['nodejs22.x', 'java21'], []]);
  });
});

describe('ps', () => {
  it('shows containers and whether anybody uses them', async () => {
    const run = await runCommand(Ps, [], {ps: async () => [container]});
    expect(run.stdout).toMatchInlineSnapshot(`
     "CONTAINER     FUNCTION  ROLE     STATE    UP  OWNER  IMAGE
     0123456789ab  hello     sandbox  running  -   gone   lambdock/hello:3f2a
     "
    `);
  });
});

describe('down', () => {
  it('takes all only when asked', async () => {
    const asked: unknown[] = [];
    const down = async (options?: {readonly all?: boolean}) => {
      asked.push(options);
      return report;
    };
    const run = await runCommand(Down, [], {down});
    await runCommand(Down, ['--all'], {down});
    expect(asked).toEqual([{all: false}, {all: true}]);
    expect(run.stdout).toMatchInlineSnapshot(`
     "removed container lambdock-hello-1
     removed image lambdock/hello:3f2a
     removed network lambdock-closed
     kept lambdock/worker:1: used by a container
     removed 1 container and 1 image, about 12 MB
     "
    `);
  });
});

describe('prune', () => {
  it('removes without asking where nobody can answer', async () => {
    const asked: unknown[] = [];
    const prune = async (options?: {readonly standIns?: boolean; readonly dryRun?: boolean}) => {
      asked.push(options);
      return report;
    };
    await runCommand(Prune, [], {prune});
    await runCommand(Prune, ['--all', '-y'], {prune});
    const dry = await runCommand(Prune, ['--dry-run', '--stand-ins', '--json'], {prune});
    expect(asked).toEqual([{standIns: false}, {standIns: true}, {standIns: true, dryRun: true}]);
    expect(JSON.parse(dry.stdout)).toEqual({dryRun: true, ...report});
  });
});

describe('doctor', () => {
  const checks: readonly Check[] = [
    {name: 'node', status: 'ok', found: 'v20.20.2', remedy: null},
    {name: 'disk space', status: 'warning', found: '1 GB free', remedy: 'lambdock prune'},
  ];

  it('shows each check with its remedy and exits 0 in spite of warnings', async () => {
    const run = await runCommand(Doctor, ['--no-color'], {diagnose: async () => checks});
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatchInlineSnapshot(`
     "ok       node: v20.20.2
     warning  disk space: 1 GB free
              lambdock prune
     "
    `);
  });

  it('exits 3 when a check failed, with --json too', async () => {
    const failed: Check = {name: 'engine', status: 'failed', found: 'none', remedy: 'start it'};
    const run = await runCommand(Doctor, ['--json'], {diagnose: async () => [...checks, failed]});
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout)).toEqual({ok: false, checks: [...checks, failed]});
  });
});
