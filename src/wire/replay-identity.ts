import {scrypt} from 'node:crypto';
import {sha256} from '../core/digest.js';
import {
  rulesText,
  variablesText,
  versionText,
  type JudgeFacts,
  type VersionFacts,
} from '../core/replay-identity.js';
import type {InputFacts, RunIdentity} from '../core/replay-journal.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {ReplayRun} from '../core/replay-report.js';
import type {SettledFunction} from './open-function.js';
import type {ReplayPlan} from './replay-plan.js';

/** What a run is known by. */
export interface IdentityParts {
  readonly opened: SettledFunction;
  readonly judgedBy: JudgeFacts | null;
  readonly plan: ReplayPlan;
  readonly options: ReplayOptions;
  readonly egress: ReplayRun['egress'];
  readonly inputs: Promise<readonly InputFacts[]>;
}

/** What a version of a function answers with. */
export const versionOf = ({image, spec, settings}: SettledFunction): VersionFacts => ({
  image,
  timeoutMs: spec.timeoutMs,
  memoryMb: spec.memoryMb,
  ...settings,
});

/** All that decides which events run, what they answer, and how that is judged. */
export async function runIdentity({
  opened,
  judgedBy,
  plan,
  options: {clientContext, context},
  egress,
  inputs,
}: IdentityParts): Promise<RunIdentity> {
  const version = versionOf(opened);
  const other = judgedBy?.other ?? null;
  const name = opened.spec.name;
  const rules = rulesText(judgedBy?.rules ?? []);
  const [env, client, of] = await Promise.all([
    sealed(name, variablesText(other === null ? [version] : [version, other])),
    sealed(name, textOf(clientContext)),
    sealed(name, isEmpty(context) ? null : textOf(context)),
  ]);
  return {
    function: name,
    image: version.image,
    driver: opened.driver,
    inputs: await inputs,
    options: {
      ...plan.identity,
      timeout: version.timeoutMs / 1000,
      memory: version.memoryMb,
      region: version.region,
      'egress (--network, --allow-egress)':
        typeof egress === 'string' ? egress : `network ${egress.network}`,
      'version of --against': other === null ? null : versionText(other),
    },
    digests: {
      '--env': env,
      '--client-context': client,
      '--context': of,
      'rules of the comparison': rules === null ? null : sha256(rules),
    },
  };
}

const isEmpty = (context: ReplayOptions['context'] = {}): boolean =>
  Object.values(context).every((value) => value === undefined);

const textOf = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);

/**
 * A digest that says nothing of the secrets in a text: who reads a journal and guesses needs a twentieth of a second
 * for every guess. All shards have the same, so it holds no chance.
 */
const sealed = (name: string, text: string | null): Promise<string | null> =>
  text === null
    ? Promise.resolve(null)
    : new Promise((resolve, reject) => {
        scrypt(text, `lambdock replay ${name}`, 32, (error, key) => {
          if (error === null) resolve(key.toString('hex'));
          else reject(error);
        });
      });
