import {resolve} from 'node:path';
import {journalOf} from '../core/replay-journal.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ReplayOptions} from '../core/replay-options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {eventInputs} from '../files/event-input.js';
import {isForeign} from '../files/earlier-report.js';
import {pathExists} from '../files/path-exists.js';
import {isAmong, realPlace} from '../files/real-place.js';
import {readStdin} from '../files/replay-stdin.js';
import {filesOfResults, resultsBeside} from '../files/results-beside.js';
import {sizeOf} from '../files/size-of.js';
import {goldenFolder} from './golden-folder.js';
import type {ProjectFunction} from './images.js';

/** What a run is asked to write. */
export type OutputsAsked = Pick<
  ReplayOptions,
  'results' | 'record' | 'check' | 'update' | 'reports'
>;

/**
 * The real paths of what a run writes, and of results of other runs beside its own: they are no part
 * of the function's code, which would be another one after each run, nor recordings.
 */
export async function replayOutputs(
  {results, record, check, update, reports = []}: OutputsAsked,
  target: ProjectFunction,
  cwd: string,
): Promise<readonly string[]> {
  const golden = record ?? check ?? update;
  return [
    ...(results === undefined ? [] : await resultsBeside(resolve(cwd, results))),
    ...(golden === undefined || golden === false
      ? []
      : [goldenFolder(target, golden, cwd).ignored]),
    ...reports.map((file) => resolve(cwd, file)),
  ].map(realPlace);
}

/** Rejects what a run would write over what it reads, and where it would take that for its own. */
export async function refuseOutputs(
  {
    inputs,
    options,
  }: {
    readonly inputs: readonly string[];
    readonly options: OutputsAsked;
  },
  target: ProjectFunction,
  cwd: string,
): Promise<void> {
  const {results, reports} = options;
  const {spec, project} = target;
  const {file} = project;
  refuseReports(reports, {read: file === null ? inputs : [...inputs, file], results, cwd});
  await refuseSources(options, target, cwd);
  await refuseInputs(inputs, {results, cwd});
  refuseLogs(reports, {recordings: inputs, spec, cwd});
}

/**
 * Rejects where the results would be written over a recording. In a folder or a glob results of an
 * earlier run are no recording: a journal beside them tells.
 */
export async function refuseInputs(
  inputs: readonly string[],
  {results, cwd}: {readonly results: string | undefined; readonly cwd: string},
): Promise<void> {
  if (results === undefined) return;
  const path = resolve(cwd, results);
  const own = new Set(filesOfResults(path).map(realPlace));
  if (((await sizeOf(path)) ?? 0) === 0 && !pathExists(journalOf(path))) return;
  const all = eventInputs(cwd, readStdin);
  for (const input of inputs) {
    for (const {name} of await all.files(input)) {
      const place = resolve(cwd, name);
      if (!own.has(realPlace(place))) continue;
      if (place === resolve(cwd, input) || !pathExists(journalOf(path)))
        throw bothWays(name, results);
    }
  }
}

/** Rejects where a report would be written over what is read, the results, or another report. */
export function refuseReports(
  reports: readonly string[] = [],
  {
    read,
    results,
    cwd,
  }: {
    readonly read: readonly string[];
    readonly results?: string | undefined;
    readonly cwd: string;
  },
): void {
  const placeOf = (file: string): string => realPlace(resolve(cwd, file));
  const taken = new Map(read.map((file) => [placeOf(file), file]));
  for (const file of results === undefined ? [] : filesOfResults(results))
    taken.set(placeOf(file), file);
  for (const report of reports) {
    const place = placeOf(report);
    const other = taken.get(place);
    if (other !== undefined)
      throw new LambdockError('USAGE', {
        message: `the report ${report} would be written over ${other}, which this run reads or writes`,
        suggestions: ['name another file for the report'],
        details: {report, other},
      });
    taken.set(place, report);
  }
}

/** Rejects where a report would be written over a golden, or over what is there of the function's code and is no earlier report. */
async function refuseSources(
  {reports = [], record, check, update}: OutputsAsked,
  target: ProjectFunction,
  cwd: string,
): Promise<void> {
  const code = codeFolder(target.spec);
  const sources = code === null ? [] : [realPlace(code)];
  const golden = record ?? check ?? update ?? true;
  const goldens = golden === false ? [] : [realPlace(goldenFolder(target, golden, cwd).path)];
  for (const report of reports) {
    const place = realPlace(resolve(cwd, report));
    const isGolden = isAmong(goldens, place) && place.endsWith('.json') && pathExists(place);
    if (isGolden || (isAmong(sources, place) && (await isForeign(place))))
      throw new LambdockError('USAGE', {
        message: `the report ${report} would be written over ${isGolden ? 'a golden' : `a file of the code of ${target.spec.name}`}`,
        suggestions: ['name another file for the report'],
        details: {report},
      });
  }
}

/** Rejects a folder of logs that holds what is read: nothing in it is taken for a recording or for code. */
export function refuseLogs(
  reports: readonly string[] = [],
  {
    recordings,
    spec,
    cwd,
  }: {
    readonly recordings: readonly string[];
    readonly spec?: FunctionSpec;
    readonly cwd: string;
  },
): void {
  const code = spec === undefined ? null : codeFolder(spec);
  const read = [
    ...recordings.filter((input) => input !== '-').map((input) => [input, input] as const),
    ...(code === null ? [] : [[`the code of ${spec?.name ?? ''}`, code] as const]),
  ];
  for (const report of reports) {
    const folder = realPlace(resolve(cwd, report));
    for (const [other, path] of read) {
      if (!isAmong([folder], realPlace(resolve(cwd, path)))) continue;
      throw new LambdockError('USAGE', {
        message: `${report}, which reports or logs are written to, holds ${other}, and nothing that lies there is read`,
        suggestions: ['name a folder that holds nothing else, such as --logs logs'],
        details: {report, other},
      });
    }
  }
}

function codeFolder({code}: FunctionSpec): string | null {
  if (code.kind === 'image') return null;
  return code.kind === 'build' ? code.context : code.path;
}

/** Rejects where merged results would be written over those that are merged. */
export function refuseMerged(
  files: readonly string[],
  {results, cwd}: {readonly results: string; readonly cwd: string},
): void {
  const own = new Set(filesOfResults(resolve(cwd, results)).map(realPlace));
  for (const file of files) {
    const taken = [file, journalOf(file)].some((one) => own.has(realPlace(resolve(cwd, one))));
    if (taken) throw bothWays(file, results);
  }
}

const bothWays = (input: string, results: string): LambdockError =>
  new LambdockError('USAGE', {
    message: `--results ${results} would be written over ${input}, which is read`,
    suggestions: ['name another file for the results'],
    details: {input, results},
  });
