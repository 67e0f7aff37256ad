import {DRIVERS, type Driver} from '../../../src/core/driver.js';
import type {ContextOverrides, LambdockOptions} from '../../../src/core/options.js';
import {envelopeOf, type Envelope} from '../../../src/core/envelope.js';
import type {InvocationResult} from '../../../src/core/invocation.js';
import {isLambdockError} from '../../../src/errors/lambdock-error.js';
import {createLambdock} from '../../../src/lambdock.js';

/** What was measured: which drivers give what. */
export interface Measured {
  readonly outcomes: readonly string[];
  /** Per field of the envelope, one entry per outcome. */
  readonly envelope: Readonly<Record<string, readonly Given[]>>;
  /** What the function sees as it was asked for. */
  readonly sees: Readonly<Record<string, Given>>;
}

/** Who gives something: both drivers, one of them, or none. */
export type Given = 'both' | Driver | '-';

/** Ways of ending, each of which has a cold environment of its own but one. */
const OUTCOMES = [
  ['ok', {way: 'answer'}],
  ['ok, warm', {way: 'answer'}],
  ['function-error', {way: 'throw'}],
  ['init-error', null],
  ['too-large', {way: 'large'}],
  ['timed-out', {way: 'hang'}],
  ['crashed', {way: 'exit'}],
  ['out-of-memory', {way: 'memory'}],
] as const;

/** The function that ends in these ways, and what its settings are. */
export const CODE = `
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
if (process.env.BREAKS === '1') throw new Error('no init');
const WAYS = {
  throw: () => { throw new RangeError('thrown'); },
  large: () => 'x'.repeat(7 * 2 ** 20),
  hang: () => pause(60_000),
  exit: () => process.exit(3),
  memory: async () => {
    for (const held = [];; await pause(1)) held.push(Buffer.alloc(16 * 2 ** 20, 1));
  },
  answer: (context) => ({
    version: context.functionVersion,
    account: context.invokedFunctionArn.split(':')[4],
    region: context.invokedFunctionArn.split(':')[3],
    'client context': context.clientContext,
    'trace id': process.env._X_AMZN_TRACE_ID,
    'Cognito identity': context.identity,
  }),
};
exports.handler = async ({way}, context) => {
  console.log('a line');
  return WAYS[way](context);
};
`;

interface Seen {
  readonly outcomes: readonly Envelope[];
  /** Names of what the function saw as it was asked for. */
  readonly sees: readonly string[];
}

/** Runs the function to all its ends with both drivers, and compares what they give. */
export async function measure(cwd: string): Promise<Measured> {
  const seen = new Map<Driver, Seen>();
  for (const driver of DRIVERS) seen.set(driver, await run({cwd, driver, pull: 'never'}));
  const drivers = (gives: (of: Seen) => boolean): Given => {
    const [one, ...others] = [...seen].filter(([, of]) => gives(of)).map(([name]) => name);
    return one === undefined ? '-' : others.length === 0 ? one : 'both';
  };
  const all = [...seen.values()].flatMap(({outcomes}) => outcomes.flatMap(fieldsOf));
  const fields = [...new Set(all)].toSorted();
  const asked = [...new Set([...seen.values()].flatMap(({sees}) => sees))].toSorted();
  return {
    outcomes: OUTCOMES.map(([name]) => name),
    envelope: Object.fromEntries(
      fields.map((field) => [
        field,
        OUTCOMES.map((_, at) => drivers(({outcomes}) => gives(outcomes[at], field))),
      ]),
    ),
    sees: Object.fromEntries(
      asked.map((name) => [name, drivers(({sees}) => sees.includes(name))] as const),
    ),
  };
}

async function run(options: LambdockOptions): Promise<Seen> {
  await using alone = await createLambdock({...options, pool: false});
  await using pooled = await createLambdock({...options, pool: {perFunction: 1}});
  const outcomes: InvocationResult[] = [];
  for (const [name, event] of OUTCOMES) {
    const lambdock = name === 'ok, warm' ? pooled : alone;
    const target = lambdock.function(event === null ? 'broken' : 'ends');
    if (lambdock === pooled) await target.invoke(event);
    outcomes.push(await target.invoke(event));
  }
  const told = outcomes.map((result) => envelopeOf(result));
  for (const [at, [name]] of OUTCOMES.entries()) {
    const {status} = told[at] ?? {};
    if (!name.startsWith(status ?? '?')) throw new Error(`${name} ended as ${status ?? '?'}`);
  }
  return {outcomes: told, sees: await sees(options)};
}

const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
const IDENTITY = {cognitoIdentityId: 'eu-west-1:1', cognitoIdentityPoolId: 'eu-west-1:2'};

/** Asks for all that may be asked for, but what the driver refuses. */
async function sees(options: LambdockOptions): Promise<readonly string[]> {
  await using lambdock = await createLambdock({...options, pool: false, region: 'eu-west-3'});
  const clientContext = {custom: {who: 'Ada'}};
  const target = lambdock.function('ends');
  const event = {way: 'answer'};
  const invoke = async (context: ContextOverrides): Promise<InvocationResult> => {
    try {
      return await target.invoke(event, {clientContext, context});
    } catch (error) {
      const field = isLambdockError(error) ? error.details['field'] : undefined;
      if (typeof field !== 'string') throw error;
      return invoke(Object.fromEntries(Object.entries(context).filter(([key]) => key !== field)));
    }
  };
  const {payload} = await invoke({
    functionVersion: '7',
    accountId: '111122223333',
    traceId: TRACE,
    identity: IDENTITY,
  });
  const asked: Readonly<Record<string, unknown>> = {
    version: '7',
    account: '111122223333',
    region: 'eu-west-3',
    'client context': clientContext,
    'trace id': TRACE,
    'Cognito identity': IDENTITY,
  };
  const found = payload as Readonly<Record<string, unknown>>;
  return Object.keys(asked).filter(
    (name) => JSON.stringify(found[name]) === JSON.stringify(asked[name]),
  );
}

/** What both have whatever happens, or what the image and not the driver says. */
const NOT_MEASURED = new Set(['schemaVersion', 'function', 'eventId', 'image']);

/** Names of the fields, those of an object with its name before them. */
const fieldsOf = (envelope: Envelope): readonly string[] =>
  Object.entries(envelope).flatMap(([name, value]: [string, unknown]) => {
    if (NOT_MEASURED.has(name)) return [];
    if (name !== 'timings') return [name];
    return Object.keys(value as object).map((key) => `${name}.${key}`);
  });

/** Whether a field says something: null, and a list of nothing, do not. */
function gives(envelope: Envelope | undefined, field: string): boolean {
  const value = field
    .split('.')
    .reduce<unknown>((of, key) => (of as Record<string, unknown> | undefined)?.[key], envelope);
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}
