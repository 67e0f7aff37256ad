import type {Measurements} from './invocation.js';

/** The line Lambda writes before a function's first. */
export const startLine = (requestId: string, version: string): string =>
  `START RequestId: ${requestId} Version: ${version}\n`;

/** The line Lambda writes after a function's last. */
export const endLine = (requestId: string): string => `END RequestId: ${requestId}\n`;

/** Lambda's REPORT line, in AWS's order; a figure that was not measured is left out. */
export function reportLine(requestId: string, figures: Measurements): string {
  const {durationMs, billedDurationMs, memoryLimitMb, maxMemoryUsedMb, initDurationMs} = figures;
  const parts = [
    `REPORT RequestId: ${requestId}`,
    durationMs === null ? null : `Duration: ${durationMs.toFixed(2)} ms`,
    billedDurationMs === null ? null : `Billed Duration: ${billedDurationMs} ms`,
    `Memory Size: ${memoryLimitMb} MB`,
    maxMemoryUsedMb === null ? null : `Max Memory Used: ${Math.ceil(maxMemoryUsedMb)} MB`,
    initDurationMs === null ? null : `Init Duration: ${initDurationMs.toFixed(2)} ms`,
  ];
  return `${parts.filter((part) => part !== null).join('\t')}\n`;
}

/**
 * What Lambda writes after an event. The emulator writes no "Task timed out" line, and nothing at all
 * after a crash.
 */
export function closingLines(
  {requestId, ...limit}: TimeLimit & {readonly requestId: string},
  {figures, timedOut}: {readonly figures: Measurements; readonly timedOut: boolean},
): string {
  const timeout = timedOut
    ? `${new Date().toISOString()} ${requestId} ${timeoutText(limit)}\n\n`
    : '';
  return endLine(requestId) + reportLine(requestId, figures) + timeout;
}

/** How long something may take: an event or, where the driver knows the two apart, an init. */
export interface TimeLimit {
  readonly timeoutMs: number;
  readonly isInit?: boolean | undefined;
}

/** `Task timed out after 3.00 seconds`. */
export const timeoutText = ({timeoutMs, isInit = false}: TimeLimit): string =>
  `${isInit ? 'Init' : 'Task'} timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
