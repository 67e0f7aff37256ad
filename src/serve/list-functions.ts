import type {FunctionConfiguration} from '../core/function-configuration.js';
import type {ServedFunction} from '../core/served-function.js';
import {badParameter, type Refusal} from './refusal.js';

/** A page of ListFunctions. */
export interface FunctionPage {
  readonly Functions: readonly FunctionConfiguration[];
  /** Where the next page begins; absent on the last. */
  readonly NextMarker?: string;
}

/** As many as Lambda gives at once. */
const MOST_ITEMS = 50;

/** One page of the functions, by name. */
export function functionPage(
  functions: readonly ServedFunction[],
  query: URLSearchParams,
): FunctionPage | {readonly refusal: Refusal} {
  const asked = query.get('MaxItems');
  const count = asked === null ? MOST_ITEMS : Number(asked);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    return {
      refusal: badParameter(`MaxItems ${JSON.stringify(asked)} is no number from 1 to 10000`),
    };
  const marker = query.get('Marker');
  const start = marker === null ? 0 : startOf(marker);
  if (start === null)
    return {refusal: badParameter(`Marker ${JSON.stringify(marker)} is none that was given here`)};
  const sorted = functions
    .map(({configuration}) => configuration)
    .toSorted((one, other) => (one.FunctionName < other.FunctionName ? -1 : 1));
  const end = start + Math.min(count, MOST_ITEMS);
  return {
    Functions: sorted.slice(start, end),
    ...(end < sorted.length && {NextMarker: markerOf(end)}),
  };
}

const markerOf = (start: number): string => Buffer.from(`from:${start}`).toString('base64url');

function startOf(marker: string): number | null {
  const [, start] = /^from:(\d+)$/.exec(Buffer.from(marker, 'base64url').toString()) ?? [];
  return start === undefined ? null : Number(start);
}
