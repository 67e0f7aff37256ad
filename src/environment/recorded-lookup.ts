import {QUESTIONS, type LockedAnswer} from '../core/aws-lock.js';
import type {AwsLookup} from '../core/aws-lookup.js';

/** Takes an answer of AWS down. */
export type TakeDown = (question: string, answer: LockedAnswer) => void;

type Values = Readonly<Record<string, string>>;

/** Asks, and takes down what was answered; of secrets only that they were asked for. */
export function recordedLookup(aws: AwsLookup, takeDown: TakeDown): AwsLookup {
  const noted = async <T extends LockedAnswer>(
    question: string,
    asked: Promise<T | undefined>,
  ): Promise<T | undefined> => {
    const answer = await asked;
    takeDown(question, answer ?? null);
    return answer;
  };
  return {
    async stackResource(stack, id) {
      const found = await aws.stackResource(stack, id);
      takeDown(QUESTIONS.resource(stack, id), found === undefined ? null : withoutId(found));
      return found;
    },
    stackOutputs: async (stack, region) =>
      watched(await aws.stackOutputs(stack, region), {
        whole: QUESTIONS.stack(stack, region),
        part: (key) => QUESTIONS.output(stack, key, region),
        takeDown,
      }),
    stackParameters: async (stack) =>
      watched(await aws.stackParameters(stack), {
        whole: QUESTIONS.stack(stack),
        part: (key) => QUESTIONS.stackParameter(stack, key),
        takeDown,
      }),
    attribute: (resource, attribute) =>
      noted(QUESTIONS.attribute(resource, attribute), aws.attribute(resource, attribute)),
    exportedValue: (name) => noted(QUESTIONS.exportedValue(name), aws.exportedValue(name)),
    async parameter(name, region) {
      const found = await aws.parameter(name, region);
      const answer = found?.type === 'SecureString' ? ({secret: true} as const) : (found ?? null);
      takeDown(QUESTIONS.parameter(name, region), answer);
      return found;
    },
    async secret(request) {
      const found = await aws.secret(request);
      takeDown(QUESTIONS.secret(request), found === undefined ? null : {secret: true});
      return found;
    },
    object: (bucket, key) => noted(QUESTIONS.object(bucket, key), aws.object(bucket, key)),
    async account() {
      const account = await aws.account();
      takeDown(QUESTIONS.account(), account);
      return account;
    },
  };
}

const withoutId = ({physicalId, type, stackId}: NonNullable<Resource>) => ({
  physicalId,
  type,
  stackId,
});

type Resource = Awaited<ReturnType<AwsLookup['stackResource']>>;

/** A stack says more than anybody asked for, perhaps a secret: only what is read is taken down. */
function watched(
  values: Values | undefined,
  {whole, part, takeDown}: {whole: string; part: (key: string) => string; takeDown: TakeDown},
): Values | undefined {
  if (values === undefined) takeDown(whole, null);
  if (values === undefined) return undefined;
  return new Proxy(values, {
    get(target, key) {
      const value = Reflect.get(target, key) as unknown;
      if (isName(key)) takeDown(part(key), typeof value === 'string' ? value : null);
      return value;
    },
    // A name that is looked for and not there is an answer too; a list of all names asks for none.
    getOwnPropertyDescriptor(target, key) {
      if (isName(key) && !Object.hasOwn(target, key)) takeDown(part(key), null);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}

/** A promise that is resolved with an object looks for its `then`. */
const isName = (key: string | symbol): key is string => typeof key === 'string' && key !== 'then';
