import type {Destination, EventInvokeConfig} from './event-invoke.js';
import {nameParts} from './function-name.js';

/** The destination that a text names: an ARN, or a function. */
export function destinationOf(text: string): Destination {
  const isOther = text.startsWith('arn:') && nameParts(text).name === text;
  return {text, functionName: isOther ? null : text};
}

/** Of what a project says, that which it does say. */
export function eventInvokeConfig({
  retries,
  maxAgeSeconds,
  onSuccess,
  onFailure,
}: {
  readonly retries?: number | undefined;
  readonly maxAgeSeconds?: number | undefined;
  readonly onSuccess?: Destination | undefined;
  readonly onFailure?: Destination | undefined;
}): EventInvokeConfig {
  return {
    ...(retries !== undefined && {retries}),
    ...(maxAgeSeconds !== undefined && {maxAgeMs: 1000 * maxAgeSeconds}),
    ...(onSuccess !== undefined && {onSuccess}),
    ...(onFailure !== undefined && {onFailure}),
  };
}
