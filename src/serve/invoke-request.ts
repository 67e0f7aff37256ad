import type {ApiRequest} from '../core/api-message.js';
import {nameParts} from '../core/function-name.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import type {ServedFunction, ServedFunctions} from '../core/served-function.js';
import {badContent, badParameter, notFound, tooLarge, type Refusal} from './refusal.js';

/** What Lambda takes of an event that nobody waits for: 1 MB. */
export const EVENT_LIMIT = 2 ** 20;
/** And of a client context, decoded. */
const CONTEXT_LIMIT = 3583;

/** How an event is to be run. */
export type InvocationType = 'RequestResponse' | 'Event' | 'DryRun';
const TYPES: readonly string[] = ['RequestResponse', 'Event', 'DryRun'];

/** A request to run an event, checked. */
export interface InvokeRequest {
  readonly served: ServedFunction;
  readonly qualifier: string | null;
  readonly type: InvocationType;
  readonly event: Uint8Array;
  readonly clientContext: unknown;
  readonly wantsLog: boolean;
}

/** Where the API stands: for the ARN of what it does not know. */
export interface Home {
  readonly region: string;
  readonly account: string;
}

type Target = Pick<InvokeRequest, 'served' | 'qualifier'>;

/** The function that a path and its query name. */
export function targetOf(
  {text, query}: {readonly text: string; readonly query: URLSearchParams},
  functions: ServedFunctions,
  {region, account}: Home,
): Target | {readonly refusal: Refusal} {
  const asked = query.get('Qualifier');
  const whole = functions.find(text);
  if (whole !== null) return {served: whole, qualifier: asked};
  const {name, qualifier} = nameParts(text);
  if (qualifier !== null && asked !== null && qualifier !== asked) {
    return {
      refusal: badParameter(
        'The derived qualifier from the function name does not match the specified qualifier.',
      ),
    };
  }
  const served = functions.find(name);
  const version = qualifier ?? asked;
  if (served !== null) return {served, qualifier: version};
  const end = version === null ? '' : `:${version}`;
  return {refusal: notFound(`arn:aws:lambda:${region}:${account}:function:${name}${end}`)};
}

/** Checks type, size, JSON and client context, in Lambda's order. */
export function invokeRequestOf(
  {headers, body}: Pick<ApiRequest, 'headers' | 'body'>,
  target: Target,
): InvokeRequest | {readonly refusal: Refusal} {
  const type = headerOf(headers, 'x-amz-invocation-type') ?? 'RequestResponse';
  if (!isType(type)) return {refusal: unknownValue('InvocationType', type, TYPES)};
  const log = headerOf(headers, 'x-amz-log-type') ?? 'None';
  if (log !== 'None' && log !== 'Tail')
    return {refusal: unknownValue('LogType', log, ['None', 'Tail'])};
  const limit = type === 'Event' ? EVENT_LIMIT : PAYLOAD_LIMIT;
  if (body === null || body.length > limit) return {refusal: tooLarge(limit)};
  const event = body.length === 0 ? EMPTY : body;
  const fault = faultIn(event);
  if (fault !== null) return {refusal: badContent(fault)};
  const context = clientContextOf(headerOf(headers, 'x-amz-client-context'));
  if ('refusal' in context) return context;
  return {...target, type, event, clientContext: context.value, wantsLog: log === 'Tail'};
}

const EMPTY = Buffer.from('{}');

const isType = (text: string): text is InvocationType => TYPES.includes(text);

/** A header that is there twice counts once. */
export function headerOf(headers: ApiRequest['headers'], name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'object' ? value[0] : value;
}

const unknownValue = (name: string, value: string, known: readonly string[]): Refusal =>
  badParameter(`${name} ${JSON.stringify(value)} is none of ${known.join(', ')}`);

/** A byte order mark stays: the function's runtime would not take it for JSON. */
const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** Why bytes are not JSON; null when they are. */
function faultIn(bytes: Uint8Array): string | null {
  try {
    JSON.parse(utf8.decode(bytes));
    return null;
  } catch (error) {
    return error instanceof SyntaxError ? error.message : 'it is not UTF-8';
  }
}

function clientContextOf(
  header: string | undefined,
): {readonly value: unknown} | {readonly refusal: Refusal} {
  if (header === undefined || header === '') return {value: undefined};
  const bytes = Buffer.from(header, 'base64');
  if (bytes.length > CONTEXT_LIMIT) {
    return {
      refusal: badParameter(
        `Client context must be no more than ${CONTEXT_LIMIT} bytes when it is decoded`,
      ),
    };
  }
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return {value};
  } catch {
    // told below
  }
  return {refusal: badContextText(BASE64.test(header) ? bytes.toString() : header)};
}

const BASE64 = /^[\w+/-]+={0,2}$/;

/** Decoded as far as it can be, else as it was sent. */
const badContextText = (found: string): Refusal => ({
  ...badContent(''),
  message: `Client context must be a valid Base64-encoded JSON object; found ${JSON.stringify(found.slice(0, 40))}`,
});
