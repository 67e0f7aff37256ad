import type {Isolation, ReplayOptions} from '../core/replay-options.js';
import {readContexts} from '../wire/read-input.js';

/** Values of the flags that say how a run goes. */
export interface ReplayFlags {
  readonly concurrency?: number | undefined;
  readonly rate?: number | undefined;
  readonly ordered: boolean;
  readonly 'group-by'?: string | undefined;
  readonly limit?: number | undefined;
  readonly sample?: number | undefined;
  readonly shuffle: boolean;
  readonly seed?: number | undefined;
  readonly 'fail-fast'?: number | undefined;
  readonly shard?: string | undefined;
  readonly isolation?: Isolation | undefined;
  readonly 'allow-egress': boolean;
  readonly results?: string | undefined;
  readonly resume: boolean;
  readonly 'client-context'?: string | undefined;
  readonly context?: string | undefined;
  readonly 'context-path'?: string | undefined;
}

/** The options of `replay` that flags describe; what was not given is left out. */
export async function replayOptions(flags: ReplayFlags): Promise<ReplayOptions> {
  const contexts = await readContexts({
    clientContext: flags['client-context'],
    context: flags.context,
    contextPath: flags['context-path'],
    cwd: process.cwd(),
  });
  const values = {
    concurrency: flags.concurrency,
    rate: flags.rate,
    ordered: flags.ordered || undefined,
    groupBy: flags['group-by'],
    limit: flags.limit,
    sample: flags.sample,
    shuffle: flags.shuffle || undefined,
    seed: flags.seed,
    failFast: flags['fail-fast'],
    shard: flags.shard,
    isolation: flags.isolation,
    allowEgress: flags['allow-egress'] || undefined,
    results: flags.results,
    resume: flags.resume || undefined,
    ...contexts,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
