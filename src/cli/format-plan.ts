import type {BuildPlan, BuildStep} from '../core/build-plan.js';
import {bytesText} from '../core/bytes-text.js';
import {table} from './table.js';

/** A plan as a person reads it: every step with its cause. */
export function planLines(plan: BuildPlan): readonly string[] {
  return [
    `${plan.functionName}: ${plan.image} ${plan.upToDate ? 'is up to date' : 'would be made'}`,
    ...table(plan.steps.map(stepCells)).map((line) => `  ${line}`),
  ];
}

const stepCells = ({action, kind, target, cause, bytes}: BuildStep): readonly string[] => [
  action,
  kind,
  target,
  bytes === null || action === 'keep' ? cause : `${cause} (${bytesText(bytes)})`,
];

/** What a build did: only steps that had to be made. */
export function builtLines(plan: BuildPlan): readonly string[] {
  if (plan.upToDate) return [`${plan.functionName}: ${plan.image} is up to date`];
  return [
    `${plan.functionName}: made ${plan.image}`,
    ...table(plan.steps.filter(({action}) => action !== 'keep').map(stepCells)).map(
      (line) => `  ${line}`,
    ),
  ];
}
