import {describe, expect, it} from '@jest/globals';
import Build from '../../src/commands/build.js';
import type {ListedFunction} from '../../src/core/function-entry.js';
import type {FunctionSpec} from '../../src/core/function-spec.js';
import {LambdockError} from '../../src/errors/lambdock-error.js';
import type {Lambdock} from '../../src/wire/lambdock-types.js';
import {runCommand} from '../support/run-command.js';
import {fakeFunction, samplePlan, sampleSpec} from '../support/samples.js';

const listed = (spec: FunctionSpec): ListedFunction => ({
  name: spec.name,
  aliases: [],
  spec,
  problem: null,
});

/** A project of two functions that remembers what was asked of it. */
const project = (asked: string[] = []): Partial<Lambdock> => ({
  listFunctions: async () => [listed(sampleSpec()), listed(sampleSpec({name: 'worker'}))],
  function: (name = '') =>
    fakeFunction({
      plan: async () => samplePlan({functionName: name}),
      build: async () => {
        asked.push(name);
        return samplePlan({functionName: name, upToDate: name === 'worker'});
      },
    }),
});

describe('build', () => {
  it('builds every function of the project and tells what was made', async () => {
    const asked: string[] = [];
    const run = await runCommand(Build, [], project(asked));
    expect(asked).toEqual(['hello', 'worker']);
    expect(run.stdout).toMatchInlineSnapshot(`
     "hello: made lambdock/hello:3f2a
       add  code  ./hello  code changed (12 kB)
     worker: lambdock/hello:3f2a is up to date
     "
    `);
  });

  it('leaves out a function whose settings are not known, and says so', async () => {
    const asked: string[] = [];
    const problem = new LambdockError('REFERENCE_UNRESOLVED', {message: 'nothing tells ${ssm:/x}'});
    const run = await runCommand(Build, [], {
      ...project(asked),
      listFunctions: async () => [
        {name: 'lost', aliases: [], spec: null, problem},
        listed(sampleSpec()),
      ],
    });
    expect(asked).toEqual(['hello']);
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('function lost is left out: nothing tells ${ssm:/x}');
    const alone = await runCommand(Build, [], {
      listFunctions: async () => [{name: 'lost', aliases: [], spec: null, problem}],
    });
    expect(alone.exitCode).toBe(2);
  });

  it('builds only those that are named, each once', async () => {
    const asked: string[] = [];
    await runCommand(Build, ['worker', 'worker'], project(asked));
    expect(asked).toEqual(['worker']);
  });

  it('prints the plan with causes and builds nothing with --dry-run', async () => {
    const asked: string[] = [];
    const run = await runCommand(Build, ['hello', '--dry-run'], project(asked));
    expect(asked).toEqual([]);
    expect(run.stdout).toMatchInlineSnapshot(`
     "hello: lambdock/hello:3f2a would be made
       keep  base  public.ecr.aws/lambda/nodejs:22  image present
       add   code  ./hello                          code changed (12 kB)
     "
    `);
  });

  it('gives the plans as JSON', async () => {
    const run = await runCommand(Build, ['hello', '--json'], project());
    expect(JSON.parse(run.stdout)).toEqual({dryRun: false, plans: [samplePlan()]});
  });

  it('exits 3 when a build fails', async () => {
    const run = await runCommand(Build, ['hello'], {
      function: () =>
        fakeFunction({
          build: async () => {
            throw new LambdockError('IMAGE_BUILD_FAILED', {message: 'step 3 failed\n  last line'});
          },
        }),
    });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('step 3 failed\n  last line');
  });
});
