import {standInCommand} from '../core/base-image.js';
import type {OnProgress, ProgressEvent} from '../core/progress.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Part, PartStore} from '../files/part-store.js';
import type {RunScript, ScriptEnd} from '../files/run-script.js';
import type {PlannedPart, StandInPlan} from './plan-stand-in.js';

/** What making parts needs. */
export interface PartTools {
  readonly parts: PartStore;
  readonly runScript: RunScript;
  /** Absolute path of a script of the recipes. */
  readonly scriptPath: (script: string) => string;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** Parts under way and done; each is made once, whoever asks. */
export interface PartMaker extends AsyncDisposable {
  part(planned: PlannedPart, plan: ForStandIn): Promise<Part>;
}

type ForStandIn = Pick<StandInPlan, 'name' | 'request'>;

/** Makes parts with these tools; disposing it removes those that are not kept. */
export function partMaker(tools: PartTools): PartMaker {
  const made = new Map<string, Promise<Part>>();
  return {
    part(planned, plan) {
      const part = made.get(planned.key) ?? findOrMake(tools, planned, plan);
      made.set(planned.key, part);
      return part;
    },
    async [Symbol.asyncDispose]() {
      const ends = await Promise.allSettled(made.values());
      for (const end of ends) {
        if (end.status === 'fulfilled') await end.value[Symbol.asyncDispose]();
      }
    },
  };
}

async function findOrMake(tools: PartTools, planned: PlannedPart, plan: ForStandIn): Promise<Part> {
  const tell = (news: Pick<ProgressEvent, 'status' | 'detail'>): void =>
    tools.onProgress({
      id: `stand-in:${plan.name}/part:${planned.name}`,
      label: `${planned.name} for ${plan.name}`,
      ...news,
    });
  const found = await tools.parts.find(planned.key);
  if (found !== null) {
    tell({status: 'skipped', detail: 'cached'});
    return found;
  }
  tell({status: 'started'});
  try {
    const part = await tools.parts.make(planned.key, async (folder) => {
      const end = await tools.runScript({
        script: tools.scriptPath(planned.script),
        args: [folder, ...planned.args],
        signal: tools.signal,
        onLine: (line) => tell({status: 'running', detail: withoutName(line, planned)}),
      });
      if (end.exitCode !== 0) throw partFailed(planned, plan, end);
    });
    tell({status: 'done', detail: part.label});
    return part;
  } catch (error) {
    tell(
      tools.signal.aborted
        ? {status: 'skipped', detail: 'stopped'}
        : {status: 'failed', detail: lastLine(error as Error)},
    );
    throw error;
  }
}

/** A script's last line is its reason. */
const lastLine = ({message}: Error): string => message.split('\n').at(-1)?.trim() ?? '';

/** Scripts begin each line with their own name, which the label has already. */
const withoutName = (line: string, {name}: PlannedPart): string =>
  line.startsWith(`${name}: `) ? line.slice(name.length + 2) : line;

function partFailed(
  {name, args}: PlannedPart,
  {request: {runtime, architecture}}: ForStandIn,
  {exitCode, lastLines}: ScriptEnd,
): LambdockError {
  const what = `The part ${name} of the stand-in for ${runtime} could not be made`;
  const reason = exitCode === null ? 'its script was ended' : `its script exited with ${exitCode}`;
  return new LambdockError('IMAGE_BUILD_FAILED', {
    message: [`${what}: ${reason}`, ...lastLines].join('\n  '),
    suggestions: [
      `\`${standInCommand(runtime, architecture)}\` tries again; finished parts are kept`,
      `\`lambdock images pull ${runtime}\` takes the real image, where a registry is in reach`,
    ],
    details: {part: name, args, exitCode, lastLines},
  });
}
