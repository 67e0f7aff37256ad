import {isSecret, QUESTIONS, type AwsLock, type LockedAnswer} from '../core/aws-lock.js';
import type {AwsLookup, StackResource, StoredParameter} from '../core/aws-lookup.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A lock, and what to do about what is not in it. */
export interface LockInUse {
  readonly lock: AwsLock;
  /** The file as messages name it. */
  readonly shownAs: string;
  readonly warn: (message: string) => void;
}

type Values = Readonly<Record<string, string>>;

/** Answers from a lock file; what it does not hold, and every secret, AWS is asked for. */
export function lockedLookup(aws: AwsLookup, use: LockInUse): AwsLookup {
  const locked = (question: string) => lockedAnswer(use, question);
  const text = async (
    question: string,
    ask: () => Promise<string | undefined>,
  ): Promise<string | undefined> => {
    const known = locked(question);
    if (known === undefined) return ask();
    return typeof known.answer === 'string' ? known.answer : undefined;
  };
  return {
    async stackResource(stack, logicalId) {
      const known = locked(QUESTIONS.resource(stack, logicalId));
      if (known === undefined) return aws.stackResource(stack, logicalId);
      return isResource(known.answer) ? {logicalId, ...known.answer} : undefined;
    },
    stackOutputs: (stack, region) =>
      lockedValues(
        use,
        {
          before: 'output ',
          suffix: QUESTIONS.output(stack, '', region).slice('output '.length),
          whole: QUESTIONS.stack(stack, region),
        },
        () => aws.stackOutputs(stack, region),
      ),
    stackParameters: (stack) =>
      lockedValues(
        use,
        {
          before: 'parameter ',
          suffix: QUESTIONS.stackParameter(stack, '').slice('parameter '.length),
          whole: QUESTIONS.stack(stack),
        },
        () => aws.stackParameters(stack),
      ),
    attribute: (resource, attribute) =>
      text(QUESTIONS.attribute(resource, attribute), () => aws.attribute(resource, attribute)),
    exportedValue: (name) => text(QUESTIONS.exportedValue(name), () => aws.exportedValue(name)),
    async parameter(name, region) {
      const known = locked(QUESTIONS.parameter(name, region));
      if (known === undefined) return aws.parameter(name, region);
      return isParameter(known.answer) ? known.answer : undefined;
    },
    secret: (request) => text(QUESTIONS.secret(request), () => aws.secret(request)),
    object: (bucket, key) => text(QUESTIONS.object(bucket, key), () => aws.object(bucket, key)),
    account: async () => (await text(QUESTIONS.account(), () => aws.account())) ?? '',
  };
}

/** Undefined: it must be asked. */
function lockedAnswer(
  {lock: {answers}, shownAs, warn}: LockInUse,
  question: string,
): {readonly answer: LockedAnswer} | undefined {
  if (!Object.hasOwn(answers, question)) {
    warn(`${shownAs} does not hold the ${question}: AWS is asked; \`lambdock env lock\` adds it`);
    return undefined;
  }
  const answer = answers[question] ?? null;
  return isSecret(answer) ? undefined : {answer};
}

const isResource = (answer: LockedAnswer): answer is Omit<StackResource, 'logicalId'> =>
  typeof answer === 'object' && answer !== null && 'physicalId' in answer;

const isParameter = (answer: LockedAnswer): answer is StoredParameter =>
  typeof answer === 'object' && answer !== null && 'type' in answer && 'value' in answer;

/** Which questions of a lock are about one stack. */
interface Part {
  readonly before: string;
  readonly suffix: string;
  readonly whole: string;
}

/** What was read of a stack; whoever reads more needs a new lock, as this cannot ask for a part. */
async function lockedValues(
  {lock: {answers}, shownAs}: Pick<LockInUse, 'lock' | 'shownAs'>,
  {before, suffix, whole}: Part,
  ask: () => Promise<Values | undefined>,
): Promise<Values | undefined> {
  if (Object.hasOwn(answers, whole)) return undefined;
  const questions = Object.keys(answers).filter(
    (question) => question.startsWith(before) && question.endsWith(suffix),
  );
  if (questions.length === 0) return ask();
  const values = new Map(
    questions.map((question) => [
      question.slice(before.length, question.length - suffix.length),
      answers[question] ?? null,
    ]),
  );
  const told = Object.fromEntries(
    [...values].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
  const check = (key: string | symbol): void => {
    // A promise that is resolved with an object looks for its `then`.
    if (typeof key !== 'string' || key === 'then' || values.has(key)) return;
    throw stale(shownAs, `${before}${key}${suffix}`);
  };
  return new Proxy(told, {
    get(target, key) {
      check(key);
      return Reflect.get(target, key) as unknown;
    },
    getOwnPropertyDescriptor(target, key) {
      check(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}

const stale = (shownAs: string, question: string): LambdockError =>
  new LambdockError('LOCK_STALE', {
    message: `${shownAs} does not hold the ${question}`,
    details: {file: shownAs, question},
  });
