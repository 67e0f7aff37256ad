import {describe, expect, it} from '@jest/globals';
import type {AwsLookup} from '../../../src/core/aws-lookup.js';
import type {DeclaredVariable} from '../../../src/core/function-spec.js';
import type {LeafSource} from '../../../src/core/reference-scope.js';
import {
  INTRINSICS,
  isReference,
  type DocumentValue,
  type Reference,
} from '../../../src/core/reference.js';
import {findValue, type ValueSources} from '../../../src/environment/find-value.js';
import {lockedLookup} from '../../../src/environment/locked-lookup.js';
import {resolveEnvironment} from '../../../src/environment/resolve-environment.js';
import {isLambdockError} from '../../../src/errors/lambdock-error.js';
import {randomNumbers} from '../../support/random-layers.js';

const reference = (name: string, argument: DocumentValue): Reference => ({
  text: `!${name}`,
  kind: 'other',
  name,
  argument,
  place: null,
});

/** An AWS in which the named stacks have a resource Thing; `asked` keeps the questions. */
function awsWith(stacks: readonly string[]): {aws: AwsLookup; asked: string[]} {
  const asked: string[] = [];
  const nothing = (what: string) => {
    asked.push(what);
    return Promise.resolve(undefined);
  };
  return {
    asked,
    aws: {
      stackResource: (stack, logicalId) => {
        asked.push(`${stack}.${logicalId}`);
        const isThere = stacks.includes(stack) && logicalId === 'Thing';
        const resource = {logicalId, physicalId: `of ${stack}`, type: 'T', stackId: `a:b/${stack}`};
        return Promise.resolve(isThere ? resource : undefined);
      },
      stackOutputs: (stack) => nothing(`outputs ${stack}`),
      stackParameters: (stack) => nothing(`parameters ${stack}`),
      attribute: () => nothing('attribute'),
      exportedValue: (name) => nothing(`export ${name}`),
      parameter: (name) => nothing(`parameter ${name}`),
      secret: ({id}) => nothing(`secret ${id}`),
      object: (bucket) => nothing(`object ${bucket}`),
      account: () => Promise.resolve('111122223333'),
    },
  };
}

const local: LeafSource = (leaf) =>
  Promise.resolve(
    leaf.kind === 'ref' && leaf.id === 'Thing'
      ? {value: 'of the project', secret: false, origin: 'template.yaml:1:1'}
      : undefined,
  );

/** Which sources a row of the table has. */
interface Row {
  readonly lock?: boolean;
  readonly given?: boolean;
  readonly param?: boolean;
  readonly local?: boolean;
  readonly known?: boolean;
}

async function valueOf(row: Row): Promise<{value: string | null | undefined; asked: string[]}> {
  const {aws, asked} = awsWith([...(row.given ? ['given'] : []), ...(row.known ? ['known'] : [])]);
  const answer = {physicalId: 'of the lock', type: 'T', stackId: 'a:b/given'};
  const lock = {version: 1, stage: null, stack: 'given', region: null} as const;
  const answers = {'resource Thing of stack given': answer};
  const sources: ValueSources = {
    aws: row.lock
      ? lockedLookup(aws, {lock: {...lock, answers}, shownAs: 'lock', warn: () => undefined})
      : aws,
    stack: row.given || row.lock ? 'given' : null,
    params: row.param ? ['Thing'] : [],
    region: 'eu-west-1',
    projectName: 'p',
    isAwsWanted: false,
  };
  const scope = {
    stack: row.known ? 'known' : null,
    template: {mappings: {}, conditions: {}},
    local: row.local || row.param ? local : () => Promise.resolve(undefined),
  };
  const found = await findValue({name: 'f', scope}, sources)(reference('Ref', 'Thing'));
  return {value: found.known ? found.value : undefined, asked};
}

describe('the sources of a reference', () => {
  it.each([
    [{param: true, lock: true, given: true, local: true, known: true}, 'of the project', []],
    [{lock: true, given: true, local: true, known: true}, 'of the lock', []],
    [{given: true, local: true, known: true}, 'of given', ['given.Thing']],
    [{local: true, known: true}, 'of the project', []],
    [{known: true}, 'of known', ['known.Thing']],
    [{}, undefined, []],
  ] satisfies readonly (readonly [Row, string | undefined, readonly string[]])[])(
    'with %j give %j, and nobody below is asked',
    async (row, value, asked) => {
      expect(await valueOf(row)).toEqual({value, asked});
    },
  );
});

/** Values of templates, right and wrong ones. */
function randomValue(random: () => number, depth: number): DocumentValue {
  const pick = <T>(items: readonly [T, ...T[]]): T =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const inner = (): DocumentValue => randomValue(random, depth - 1);
  const list = (): DocumentValue[] => Array.from({length: Math.floor(random() * 4)}, inner);
  const leaves = [
    ...['text', '', 'Thing', 'No', '{{resolve:ssm:/a}}', '{{resolve:nothing}}', '[', '0'],
    ...['${Thing}/${No}', '${Thing.Arn}', '${AWS::Region}', 'Thing.Arn', 'AWS::NoValue', '🦊'],
    ...[0, 1.5, -3, true, false, null],
  ] as const;
  if (depth === 0) return pick([leaves[0], ...leaves]);
  const kind = random();
  if (kind < 0.25) return pick([leaves[0], ...leaves]);
  if (kind < 0.35) return list();
  if (kind < 0.45) return {[pick(['a', 'Ref', 'Thing'])]: inner(), b: inner()};
  const name = pick(['Sub', ...INTRINSICS, 'NoSuchFunction']);
  return reference(name, random() < 0.5 ? list() : inner());
}

describe('whatever a template holds', () => {
  it('a function gets text without objects and open references, or the run ends with exit 2', async () => {
    const random = randomNumbers(20_261_125);
    const outcomes = new Map<string, number>();
    const told = (outcome: string): void =>
      void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    for (let round = 0; round < 1500; round += 1) {
      const made = randomValue(random, 4);
      const top = isReference(made) ? made : reference('Sub', 'x${Thing}');
      const variable: DeclaredVariable = {value: top, origin: 'template.yaml:1:1'};
      const {aws} = awsWith(['known']);
      const scope = {stack: 'known', template: {mappings: {}, conditions: {}}, local};
      const sources = {aws, stack: null, params: [], region: 'eu-west-1', projectName: 'p'};
      const find = findValue({name: 'f', scope}, {...sources, isAwsWanted: false});
      const owner = {name: 'f', environment: {VALUE: variable}};
      told(
        await resolveEnvironment(owner, {files: [], env: {}}, find).then(
          (all) => wrongIn(top, all['VALUE']?.value ?? '') ?? 'text',
          (error: unknown) => (isLambdockError(error) ? error.code : String(error)),
        ),
      );
    }
    expect([...outcomes.keys()].toSorted()).toEqual(['REFERENCE_UNRESOLVED', 'text']);
    expect(Math.min(...outcomes.values())).toBeGreaterThan(100);
  });
});

/** What no value may be; what no Fn::Sub has looked at may still hold what looks like its variables. */
function wrongIn({name}: Reference, value: unknown): string | undefined {
  if (typeof value !== 'string') return `a ${typeof value}`;
  if (value.includes('[object Object]')) return value;
  return name === 'Sub' && /\$\{(?:Thing|No|AWS)/.test(value) ? value : undefined;
}
