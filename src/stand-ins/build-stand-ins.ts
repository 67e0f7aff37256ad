import {setMaxListeners} from 'node:events';
import {LABELS} from '../core/labels.js';
import type {ProgressEvent} from '../core/progress.js';
import type {Engine} from '../docker/engine.js';
import type {Part} from '../files/part-store.js';
import type {ContextRequest} from '../files/recipe-context.js';
import {partMaker, type PartMaker, type PartTools} from './make-parts.js';
import {recipeDigest, type StandInPlan} from './plan-stand-in.js';

/** What building stand-ins needs. */
export interface StandInTools extends PartTools {
  readonly engine: Pick<Engine, 'buildImage' | 'inspectImage' | 'removeImage'>;
  /** A tar of the build context, and who hears how much of it has been taken. */
  readonly packContext: (
    content: Omit<ContextRequest, 'folder'>,
    onBytes: (sent: number) => void,
  ) => Parameters<Engine['buildImage']>[0];
}

/**
 * Carries out the plans, all at once. The first failure stops the rest: what has been made by then
 * is kept for the next time. Rejects with that failure, or with the reason of an abort.
 */
export async function buildStandIns(
  plans: readonly StandInPlan[],
  tools: StandInTools,
): Promise<void> {
  const failure = new AbortController();
  const stoppable = {...tools, signal: AbortSignal.any([tools.signal, failure.signal])};
  // Every part of every image listens to it: Node would warn of eleven.
  setMaxListeners(0, stoppable.signal);
  await tools.parts.sweep();
  const maker = partMaker(stoppable);
  try {
    await Promise.allSettled(
      plans.map((plan) =>
        carryOut(plan, maker, stoppable).catch((error: unknown) => failure.abort(error)),
      ),
    );
  } finally {
    await maker[Symbol.asyncDispose]();
  }
  tools.signal.throwIfAborted();
  failure.signal.throwIfAborted();
}

async function carryOut(plan: StandInPlan, maker: PartMaker, tools: StandInTools): Promise<void> {
  const tell = (status: ProgressEvent['status'], detail?: string): void =>
    tools.onProgress({
      id: `stand-in:${plan.name}`,
      label: `stand-in of ${plan.name}`,
      status,
      ...(detail !== undefined && {detail}),
    });
  if (plan.action === 'skip') {
    tell('skipped', plan.cause);
    return;
  }
  tell('started', plan.cause);
  try {
    tools.signal.throwIfAborted();
    const parts = await Promise.all(plan.parts.map((part) => maker.part(part, plan)));
    await buildImage(plan, parts, tools);
    await removeSuperseded(plan, tools);
    tell('done', plan.image);
  } catch (error) {
    if (tools.signal.aborted) tell('skipped', 'stopped');
    else tell('failed');
    throw error;
  }
}

async function buildImage(
  plan: StandInPlan,
  parts: readonly Part[],
  {engine, packContext, signal, onProgress}: StandInTools,
): Promise<void> {
  const {recipe, image, platform} = plan;
  const tell = (news: Omit<ProgressEvent, 'id' | 'label'>): void =>
    onProgress({
      id: `stand-in:${plan.name}/image`,
      label: `building ${image}`,
      ...news,
    });
  const detail = 'sending the build context';
  const context = packContext(
    {
      files: [recipe.dockerfile, ...recipe.context],
      parts: plan.parts.map(({to}, index) => ({content: contentOf(parts, index), to})),
    },
    everyFew((sent) => tell({status: 'running', detail, current: sent, unit: 'bytes'})),
  );
  tell({status: 'started', detail});
  try {
    await engine.buildImage(context, {
      tag: image,
      dockerfile: recipe.dockerfile,
      platform,
      network: 'none',
      buildArgs: recipe.buildArgs,
      labels: labelsOf(plan, parts),
      signal,
      onLine: (line) => {
        const step = stepOf(line);
        if (step !== null) tell({status: 'running', ...step});
      },
    });
    tell({status: 'done'});
  } catch (error) {
    tell(signal.aborted ? {status: 'skipped', detail: 'stopped'} : {status: 'failed'});
    throw error;
  } finally {
    context.destroy();
  }
}

/** News of every chunk would be thousands of lines. */
const NEWS_BYTES = 8e6;

function everyFew(tell: (sent: number) => void): (sent: number) => void {
  let told = 0;
  return (sent) => {
    if (sent - told < NEWS_BYTES) return;
    told = sent;
    tell(sent);
  };
}

function contentOf(parts: readonly Part[], index: number): string {
  const part = parts[index];
  if (part === undefined) throw new TypeError(`part ${index} was not made`);
  return part.content;
}

/** A part that is not kept may come out better next time: with it the recipe is never unchanged. */
function labelsOf(plan: StandInPlan, parts: readonly Part[]): Readonly<Record<string, string>> {
  const keys = plan.parts.map(({key}, index) =>
    parts[index]?.isKept === false ? `${key} (not kept)` : key,
  );
  return {
    [LABELS.standIn]: 'true',
    [LABELS.standInParts]: parts.map(({label}) => label).join('; '),
    [LABELS.standInRecipe]: recipeDigest({...plan, keys}),
  };
}

/** An instruction may be long; its beginning says enough. */
const MOST_DETAIL = 60;

/** `Step 3/12 : COPY node/ /var/lang/`, as the builder tells it. */
function stepOf(line: string): Pick<ProgressEvent, 'current' | 'total' | 'unit' | 'detail'> | null {
  const [, current, total, detail] = /^Step (\d+)\/(\d+) : (.*)$/.exec(line) ?? [];
  if (detail === undefined) return null;
  const shown = detail.length <= MOST_DETAIL ? detail : `${detail.slice(0, MOST_DETAIL)}…`;
  return {current: Number(current), total: Number(total), unit: 'steps', detail: shown};
}

/** The image before stays while derived images stand on it; `lambdock prune` removes it later. */
async function removeSuperseded({image, supersedes}: StandInPlan, {engine}: StandInTools) {
  if (supersedes === null) return;
  const now = await engine.inspectImage(image);
  if (now !== null && now.id !== supersedes) await engine.removeImage(supersedes);
}
