import {relative, resolve} from 'node:path';
import {openComparison, type Comparison} from '../core/comparison/compare-answers.js';
import {compileRules} from '../core/comparison/compile-rules.js';
import {ruleOfFlag, type RuleFlag} from '../core/comparison/rule-flags.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {InvocationResult} from '../core/invocation.js';
import type {Judge} from '../core/judge.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import {hideSecrets} from '../core/redact-line.js';
import type {CompareOptions} from '../core/replay-options.js';
import type {JudgeFacts, VersionFacts} from '../core/replay-identity.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {checkGoldenStore, goldenStore} from '../files/golden-store.js';
import {openGoldens, recordAnswers, type Goldens} from '../replay/goldens.js';
import {judgeAnswers} from '../replay/judge-answers.js';
import type {RunEvent} from '../replay/judge-event.js';
import {answersOfOther} from '../replay/other-answers.js';
import {WITHIN_TIME} from './pattern-limit.js';
import {goldenFolder} from './golden-folder.js';
import type {ProjectFunction} from './images.js';
import {explainMissing, otherVersion} from './other-version.js';
import type {Session} from './session.js';

/** Runs events through one version of the function. */
export interface EventRunner extends AsyncDisposable {
  readonly run: RunEvent;
  /** What no report may show. */
  readonly secrets: readonly string[];
  readonly version: VersionFacts;
  /** Whether it comes to the image and the settings of the replayed one. */
  readonly isSame: boolean;
}

/** What answers are judged with. */
export interface JudgeRequest {
  readonly session: Session;
  readonly target: ProjectFunction;
  readonly options: CompareOptions;
  /** What no report may show of the replayed version. */
  readonly secrets: readonly string[];
  /** Opens another version of the function, as the replayed one is opened. */
  readonly open: (target: ProjectFunction) => Promise<EventRunner>;
  /** Runs an event through the replayed version, in an environment that no other event sees. */
  readonly runCold: (event: RecordedEvent) => Promise<InvocationResult>;
}

/** A judge and what it holds. */
export interface HeldJudge extends Judge, AsyncDisposable {
  /** Of the other version, if there is one: its answers are told where they differ. */
  readonly secrets: readonly string[];
  readonly judgedBy: JudgeFacts;
}

/** The judge that the options of a comparison ask for; null where they ask for none. */
export async function openJudge(request: JudgeRequest): Promise<HeldJudge | null> {
  const {options, target, secrets} = request;
  if (options.against !== undefined) return judgeAgainst(request, options.against);
  const comparison = comparisonFor(target.spec, options, secrets);
  const {record, check, update = false} = options;
  if (record === undefined && check === undefined && !update) return null;
  const goldens = await openGoldens({
    comparison,
    functionName: target.spec.name,
    store: storeOf(request, record ?? check ?? true),
  });
  const judge =
    record === undefined ? judgeByGoldens(request, comparison, goldens) : recordAnswers(goldens);
  return held(judge, {rules: rulesOf(target.spec, options), other: null});
}

/** The comparison that a function's rules and the options ask for; refuses what contradicts itself. */
export function comparisonFor(
  spec: FunctionSpec,
  options: CompareOptions,
  secrets: readonly string[] = [],
): Comparison {
  checkModes(options);
  return openComparison(compileRules(rulesOf(spec, options), WITHIN_TIME), hideSecrets(secrets));
}

const held = (judge: Judge, judgedBy: JudgeFacts): HeldJudge => ({
  ...judge,
  secrets: [],
  judgedBy,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

const judgeByGoldens = (
  {options: {update = false, allowMissing = false, recheck = true}, runCold}: JudgeRequest,
  comparison: Comparison,
  goldens: Goldens,
): Judge =>
  judgeAnswers({
    comparison,
    expected: goldens,
    runCold: recheck ? runCold : null,
    accept: update ? (event, result) => goldens.write(event, result) : null,
    allowMissing,
  });

async function judgeAgainst(
  {session, target, options, secrets, open, runCold}: JudgeRequest,
  against: string,
): Promise<HeldJudge> {
  const {recheck = true} = options;
  const other = await otherVersion(session, target, against);
  const opened = await open(other.target).catch(async (error: unknown) => {
    await other[Symbol.asyncDispose]();
    throw explainMissing(error, other);
  });
  if (opened.isSame) session.warn(nothingToCompare(other.shownAs));
  const judge = judgeAnswers({
    comparison: comparisonFor(target.spec, options, [...secrets, ...opened.secrets]),
    expected: answersOfOther(other.shownAs, opened.run),
    runCold: recheck ? runCold : null,
    accept: null,
    allowMissing: false,
  });
  let ended: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    release();
    await opened[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
  };
  const dispose = (): Promise<void> => (ended ??= end());
  // Also where the run is given up.
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  const judgedBy = {rules: rulesOf(target.spec, options), other: opened.version};
  return {...judge, secrets: opened.secrets, judgedBy, [Symbol.asyncDispose]: dispose};
}

const nothingToCompare = (against: string): string =>
  `--against ${against} comes to the very image and settings that are replayed: no change can be found`;

const RULE_FLAGS: readonly RuleFlag[] = ['ignore', 'mask', 'unordered', 'parse', 'tolerance'];

/** Those of flags come last: of two tolerances for one number the last counts. */
const rulesOf = ({replayRules = []}: FunctionSpec, options: CompareOptions) => [
  ...replayRules,
  ...RULE_FLAGS.flatMap((flag) => (options[flag] ?? []).map((text) => ruleOfFlag(flag, text))),
];

/** Rejects where goldens are to be written and cannot be: asked before anything is started. */
export async function checkGoldens(
  target: ProjectFunction,
  {record, check, update = false}: CompareOptions,
  cwd: string,
): Promise<void> {
  if (record === undefined && !update) return;
  const {path, shownAs} = placeOf(target, record ?? check ?? true, cwd);
  await checkGoldenStore(path, shownAs);
}

function storeOf({session, target}: JudgeRequest, folder: string | true) {
  const {path, shownAs} = placeOf(target, folder, resolve(session.options.cwd ?? '.'));
  return goldenStore(path, shownAs);
}

function placeOf(target: ProjectFunction, folder: string | true, cwd: string) {
  const {path} = goldenFolder(target, folder, cwd);
  const shown = relative(cwd, path);
  return {path, shownAs: shown === '' || shown.startsWith('..') ? path : shown};
}

function checkModes({record, check, update, against}: CompareOptions): void {
  const modes = [
    ...(record === undefined ? [] : ['--record']),
    ...(check === undefined ? [] : ['--check']),
    ...(update === true && check === undefined ? ['--update'] : []),
    ...(against === undefined ? [] : ['--against']),
  ];
  if (modes.length < 2) return;
  throw new LambdockError('USAGE', {
    message: `${modes.join(' and ')} contradict each other: one comparison at a time`,
    suggestions: [
      '--record writes goldens, --check compares with them, --update writes those that differ',
      '--against compares with another version, without goldens',
    ],
    details: {modes},
  });
}
