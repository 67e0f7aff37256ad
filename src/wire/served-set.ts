import type {ListedFunction} from '../core/function-entry.js';
import {arnInAws, nameInAws} from '../core/function-in-aws.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ServedFunction, ServedFunctions} from '../core/served-function.js';
import {configurationOf} from './configuration-of.js';
import type {OpenFunction} from './lambdock-types.js';

/** A served function that is opened in the background: its events wait for that. */
export interface OpeningFunction extends ServedFunction {
  /** Every name it answers to. */
  readonly names: readonly string[];
  readonly opened: Promise<OpenFunction>;
}

/** What is served of a function. */
export interface Serving {
  readonly spec: FunctionSpec;
  readonly aliases: ListedFunction['aliases'];
  readonly region: string;
  readonly driver: ServedFunction['driver'];
  readonly opened: Promise<OpenFunction>;
}

/** A function of the pool as the API sees it, from before it is opened. */
export function openingFunction({spec, aliases, region, driver, opened}: Serving): OpeningFunction {
  let open: OpenFunction | null = null;
  const openedAt = new Date();
  const settled = opened.then((found) => (open = found));
  settled.catch(() => undefined);
  return {
    name: spec.name,
    names: [spec.name, nameInAws(spec), ...aliases],
    driver,
    opened,
    get configuration() {
      const arn = open?.arn ?? arnInAws(spec, {region});
      return configurationOf(spec, {arn, image: open?.image ?? null, openedAt});
    },
    figures: () => ({
      ...(open?.figures() ?? {environments: 0, busy: 0, waiting: 0}),
      isReady: open !== null,
    }),
    invoke: async (event, options) => (open ?? (await settled)).invoke(event, options),
  };
}

/** A set of them; a name of one of them comes before another name of another. */
export function servedSet(functions: readonly OpeningFunction[]): ServedFunctions {
  const byName = new Map<string, ServedFunction>();
  for (const served of functions)
    for (const name of served.names) if (!byName.has(name)) byName.set(name, served);
  for (const served of functions) byName.set(served.name, served);
  return {
    list: () => functions,
    find: (name) => byName.get(name) ?? null,
    get isReady() {
      return functions.every((served) => served.figures().isReady);
    },
  };
}
