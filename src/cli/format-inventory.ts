import {bytesText} from '../core/bytes-text.js';
import {countText} from '../core/count-text.js';
import {durationText} from '../core/duration-text.js';
import type {BaseImageRow} from '../core/base-image.js';
import type {Check} from '../core/check.js';
import type {ListedFunction} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {RemovalReport, RunningContainer} from '../core/inventory.js';
import type {Paint} from './paint.js';
import {table} from './table.js';

/** Functions as `functions list` shows them. */
export function functionLines(functions: readonly ListedFunction[]): readonly string[] {
  const rows = functions.flatMap(({spec}) => (spec === null ? [] : [cellsOf(spec)]));
  const heads = ['NAME', 'RUNTIME', 'HANDLER', 'ARCH', 'MEMORY', 'TIMEOUT', 'CODE'];
  const problems = functions.flatMap(({name, problem}) =>
    problem === null ? [] : [`${name}: ${problem.message}`],
  );
  return [...(rows.length === 0 ? [] : table([heads, ...rows])), ...problems];
}

const cellsOf = (spec: FunctionSpec): readonly string[] => [
  spec.name,
  spec.runtime ?? spec.baseImage ?? 'image',
  spec.handler ?? '-',
  spec.architecture,
  `${spec.memoryMb} MB`,
  `${spec.timeoutMs / 1000} s`,
  sourceOf(spec.code),
];

/** A function's settings in a list: of its variables what they are called and where they are declared. */
export type ListedSettings = Omit<FunctionSpec, 'scope' | 'environment'> & {
  /** What references are looked up in is not printed. */
  readonly scope: undefined;
  readonly environment: Readonly<Record<string, {readonly origin: string}>>;
};

/** A function in the JSON of a list. */
export type FunctionRow = {readonly name: string; readonly aliases: readonly string[]} & (
  ListedSettings | {readonly error: {readonly code: string; readonly message: string}}
);

/** Functions as the JSON of a list has them: with their settings, or with what is wrong with these. */
export const functionRows = (functions: readonly ListedFunction[]): readonly FunctionRow[] =>
  functions.map(({name, aliases, spec, problem}) =>
    spec === null
      ? {name, aliases, error: {code: problem.code, message: problem.message}}
      : {...listedSettings(spec), name, aliases},
  );

/** Lists end in logs: a variable may be a password, whatever it is called. */
function listedSettings(spec: FunctionSpec): ListedSettings {
  const origins = Object.entries(spec.environment).map(
    ([name, {origin}]) => [name, {origin}] as const,
  );
  return {...spec, scope: undefined, environment: Object.fromEntries(origins)};
}

/** Base images as `images list` shows them. */
export function imageLines(images: readonly BaseImageRow[], today: string): readonly string[] {
  const rows = images.map((row) => [
    row.runtime,
    row.image,
    row.present ? 'here' : '-',
    row.standInPresent ? 'here' : row.standInAvailable ? 'can be built' : '-',
    row.handler.example,
    row.debugger ?? '-',
    supportText(row, today),
  ]);
  const heads = [
    'RUNTIME',
    'IMAGE',
    'IMAGE IS',
    'STAND-IN IS',
    'HANDLER',
    'DEBUGGER',
    'DEPRECATED',
  ];
  return table([heads, ...rows]);
}

function supportText({deprecated, preview}: BaseImageRow, today: string): string {
  if (preview) return 'preview';
  if (deprecated === null) return '-';
  return deprecated <= today ? deprecated : `from ${deprecated}`;
}

/** Containers as `ps` shows them. */
export function containerLines(
  containers: readonly RunningContainer[],
  now: number,
): readonly string[] {
  const rows = containers.map((container) => [
    container.id.slice(0, 12),
    container.function === '' ? '-' : container.function,
    container.role,
    container.state,
    container.startedAt === null ? '-' : durationText(now - Date.parse(container.startedAt)),
    ownerText(container, now),
    container.image,
  ]);
  return table([['CONTAINER', 'FUNCTION', 'ROLE', 'STATE', 'UP', 'OWNER', 'IMAGE'], ...rows]);
}

const OWNERS: Readonly<Record<string, string>> = {
  true: 'running',
  false: 'gone',
  null: 'another machine',
};

function ownerText({warmUntil, ownerAlive}: RunningContainer, now: number): string {
  if (warmUntil === null) return OWNERS[String(ownerAlive)] ?? '-';
  return `warm, ${durationText(Math.max(0, Date.parse(warmUntil) - now))} left`;
}

/** What `down` and `prune` did, or would do. */
export function removalLines(report: RemovalReport, isForetold: boolean): readonly string[] {
  const verb = isForetold ? 'would remove' : 'removed';
  const size = report.bytes > 0 ? `, about ${bytesText(report.bytes)}` : '';
  return [
    ...report.containers.map((name) => `${verb} container ${name}`),
    ...report.images.map((name) => `${verb} image ${name}`),
    ...report.networks.map((name) => `${verb} network ${name}`),
    ...report.kept.map(({name, reason}) => `kept ${name}: ${reason}`),
    `${verb} ${countText(report.containers.length, 'container')} and ${countText(report.images.length, 'image')}${size}`,
  ];
}

/** Checks as `doctor` shows them, each with its remedy. */
export function checkLines(checks: readonly Check[], paint: Paint): readonly string[] {
  const marks = {
    ok: paint.green('ok     '),
    warning: paint.yellow('warning'),
    failed: paint.red('failed '),
  };
  return checks.flatMap(({name, status, found, remedy}) => [
    `${marks[status]}  ${name}: ${found}`,
    ...(remedy === null ? [] : [`         ${remedy.replaceAll('\n', '\n         ')}`]),
  ]);
}

function sourceOf(code: FunctionSpec['code']): string {
  if (code.kind === 'image') return code.reference;
  return code.kind === 'build' ? code.dockerfile : code.path;
}
