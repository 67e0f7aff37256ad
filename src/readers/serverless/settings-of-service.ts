import type {DocumentValue} from '../../core/reference.js';
import {entryAt, isMapping, type Located} from './located.js';
import type {Evaluator, Reach} from './evaluation.js';
import type {ServerlessTools} from './serverless-tools.js';

/** What the file and flags together say of the whole service. */
export interface Service {
  readonly root: Located;
  readonly evaluator: Evaluator;
  readonly tools: ServerlessTools;
  stage(reach: Reach): Promise<string>;
  region(reach: Reach): Promise<string>;
  name(reach: Reach): Promise<string>;
}

/** The framework's own defaults. */
export const FRAMEWORK = {
  stage: 'dev',
  region: 'us-east-1',
  timeoutSeconds: 6,
  memoryMb: 1024,
} as const;

/** Answers once the evaluator is there, which itself asks for the stage. */
export function openService(
  tools: ServerlessTools,
  root: Located,
  evaluator: () => Evaluator,
): Service {
  const provided = async (key: string, reach: Reach): Promise<string | null> =>
    textOf((await evaluator().at(root, ['provider', key], reach))?.value);
  const stage = async (reach: Reach): Promise<string> =>
    tools.flags.stage ?? (await provided('stage', reach)) ?? FRAMEWORK.stage;
  return {
    root,
    get evaluator() {
      return evaluator();
    },
    tools,
    stage,
    region: async (reach) =>
      tools.flags.region ?? (await provided('region', reach)) ?? FRAMEWORK.region,
    name: async (reach) => {
      const found = await evaluator().at(root, ['service'], reach);
      if (found !== undefined && isMapping(found.value)) {
        const name = entryAt(found, 'name');
        return (name && textOf((await evaluator().top(name, reach)).value)) ?? 'service';
      }
      return textOf(found?.value) ?? 'service';
    },
  };
}

const textOf = (value: DocumentValue | undefined): string | null => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
};
