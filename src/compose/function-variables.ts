import type {AskedValue} from '../core/compose/compose-options.js';
import {askedFor, askedName, literal} from '../core/compose/service-name.js';
import {sha256} from '../core/digest.js';
import type {ResolvedEnvironment, ResolvedVariable} from '../core/resolved-environment.js';

/** Variables of a service, as the file has them. */
export interface ServiceVariables {
  readonly written: Readonly<Record<string, string>>;
  readonly asked: readonly AskedValue[];
}

/** What the variables of a function's service are made of. */
export interface VariablesRequest {
  readonly functionName: string;
  readonly service: string;
  /** Every variable that a container of it gets. */
  readonly all: Readonly<Record<string, string>>;
  /** The function's own among them. */
  readonly own: ResolvedEnvironment;
  /** Whether its credentials are somebody's. */
  readonly hasRealCredentials: boolean;
}

const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
const LOG_STREAM = 'AWS_LAMBDA_LOG_STREAM_NAME';

/**
 * The file is kept and shown: a value that is secret, that AWS was asked for, or that the caller gave for
 * this run is not in it, but asked for by name when compose starts.
 */
export function serviceVariables(request: VariablesRequest): ServiceVariables {
  const asked: AskedValue[] = [];
  const entries = Object.entries(request.all).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const written = entries.map(([name, value]): [string, string] => {
    const question = questionOf(request, name);
    if (question === null) return [name, literal(settled(request, name, value))];
    asked.push({...question, value});
    return [name, askedFor(question.name, question.origin)];
  });
  return {written: Object.fromEntries(written), asked};
}

/** A container names its log stream itself where it has a shell for it; else it is always the same. */
const settled = ({functionName}: VariablesRequest, name: string, value: string): string =>
  name === LOG_STREAM
    ? value.replace(/^.*\[(.*)\].*$/, `compose/[$1]${sha256(functionName).slice(0, 32)}`)
    : value;

function questionOf(
  {functionName, service, own, hasRealCredentials}: VariablesRequest,
  name: string,
): Omit<AskedValue, 'value'> | null {
  const variable = own[name];
  if (variable === undefined) {
    if (!hasRealCredentials || !CREDENTIALS.includes(name)) return null;
    return {name, origin: 'credentials of --aws-profile or --aws-env'};
  }
  const why = isKept(variable);
  if (why === null) return null;
  return {name: askedName(service, name), origin: `${name} of ${functionName}: ${why}`};
}

/** Why a value is kept out of the file. */
function isKept({by, secret, sources = [], origin}: ResolvedVariable): string | null {
  const [source] = sources;
  if (source !== undefined) return source;
  if (secret === true) return `secret, from ${origin}`;
  return by === 'caller' ? `given by ${origin}` : null;
}
